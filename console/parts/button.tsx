import type { ButtonHTMLAttributes } from 'preact';

interface Props extends Omit<ButtonHTMLAttributes, 'class'> {
  /** `primary` for the one thing to do on a page, `quiet` for a text among others, `danger` for what cannot be undone. */
  readonly tone?: 'primary' | 'quiet' | 'danger' | 'plain';
}

/** A button; it submits a form only with `type="submit"`. */
export const Button = ({ tone = 'plain', type = 'button', ...others }: Props) => (
  <button type={type} class={`button ${tone}`} {...others} />
);
