import { useSegmentNames } from '../../api/use-segment-names.ts';
import { SelectField } from '../../parts/fields.tsx';
import { useQuery } from '../../shell/use-query.ts';
import { live as words } from '../../words/en.ts';
import { origins } from './change.ts';

/** A choice that is in the address and not among the options is one of them all the same. */
const optionsOf = (
  all: string,
  options: readonly { readonly value: string; readonly label: string }[],
  value: string,
) => {
  const isKnown = value === '' || options.some((option) => option.value === value);
  return [{ value: '', label: all }, ...(isKnown ? [] : [{ value, label: value }]), ...options];
};

/** What the changes are narrowed down by; the address keeps it. */
export const Filters = () => {
  const { segments } = useSegmentNames();
  const { query, changeQuery } = useQuery();
  const [segment, origin] = [query['segment'] ?? '', query['origin'] ?? ''];
  const named = segments.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <>
      <SelectField
        label={words.segment}
        value={segment}
        options={optionsOf(words.allSegments, named, segment)}
        onValue={(value) => changeQuery({ segment: value })}
      />
      <SelectField
        label={words.origin}
        value={origin}
        options={optionsOf(
          words.allOrigins,
          origins.map((value) => ({ value, label: words.origins[value].name })),
          origin,
        )}
        onValue={(value) => changeQuery({ origin: value })}
      />
    </>
  );
};
