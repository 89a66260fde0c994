import { useState } from 'preact/hooks';
import { parts } from '../words/en.ts';
import { Button } from './button.tsx';

interface Props {
  /** What the text is; read out before it. */
  readonly label: string;
  readonly text: string;
}

/** A text in letters of one width, with a button that copies it. */
export const CodeBlock = ({ label, text }: Props) => {
  const [copied, setCopied] = useState<string>();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <figure class="code-block">
      <figcaption>
        {label}
        <Button tone="quiet" onClick={() => void copy()}>
          {copied === text ? parts.copied : parts.copy}
        </Button>
      </figcaption>
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>{text}</code>
      </pre>
    </figure>
  );
};
