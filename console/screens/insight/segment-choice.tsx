import { useAnswer } from '../../api/use-answer.ts';
import { SelectField } from '../../parts/fields.tsx';

/** What is needed of `GET /v1/console/segments`. */
interface Listed {
  readonly items: readonly { readonly key: string; readonly name: string; readonly share: number | null }[];
}

/** The segments by name, in the catalogue's order; none until they are known. */
export const useSegments = (): Listed['items'] => {
  const answer = useAnswer<Listed>('/v1/console/segments');
  return answer.state === 'ready' ? answer.data.items : [];
};

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** What can be chosen before the segments. */
  readonly first: readonly { readonly value: string; readonly label: string }[];
}

/** Chooses among a few questions and all segments. */
export const SegmentChoice = ({ label, value, onValue, first }: Props) => {
  const segments = useSegments().map(({ key, name }) => ({ value: key, label: name }));
  return (
    <div class="tools">
      <SelectField label={label} value={value} onValue={onValue} options={[...first, ...segments]} />
    </div>
  );
};
