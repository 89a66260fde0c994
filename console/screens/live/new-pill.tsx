import { useShow } from '../../show/use-show.ts';
import { live as words } from '../../words/en.ts';

interface Props {
  /** So many changes came since. */
  readonly waiting: number;
  readonly onShow: () => void;
}

/** Says over older changes that new ones have come. */
export const NewPill = ({ waiting, onShow }: Props) => {
  const { number } = useShow();
  return (
    <div class="new-pill" role="status">
      {waiting === 0 ? null : (
        <button type="button" class="button primary" onClick={onShow}>
          {words.waiting(number(waiting), waiting)}
        </button>
      )}
    </div>
  );
};
