import { ShareBar as Bar } from '#lib/tools/report/charts/share-bar.ts';

interface Props {
  /** From 0 to 1. */
  readonly share: number;
  /** The end of the scale; 1 by default. */
  readonly most?: number;
  /** The share in words. */
  readonly words: string;
}

/** A share in words with a bar below. */
export const ShareBar = ({ share, most = 1, words }: Props) => (
  <div class="share">
    {words}
    <Bar share={share} most={most} />
  </div>
);
