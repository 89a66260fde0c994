import { parts } from '../words/en.ts';
import { useShow } from './use-show.ts';

interface Props {
  /** ISO. */
  readonly at: string;
  /** To the minute by default. */
  readonly to?: 'day' | 'minute';
}

const secondDigits = 19;

/** An instant in the catalogue's zone, with UTC on hover. */
export const Instant = ({ at, to = 'minute' }: Props) => {
  const show = useShow();
  const utc = new Date(at).toISOString().slice(0, secondDigits).replace('T', ' ');
  return (
    <time dateTime={at} title={parts.utc(utc)}>
      {show[to](at)}
    </time>
  );
};
