import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../../parts/button.tsx';
import { RangeField, TextField } from '../../../parts/fields.tsx';
import { useShow } from '../../../show/use-show.ts';
import { person as words } from '../../../words/en.ts';
import { ChangeTicks } from './change-ticks.tsx';
import type { AsOf } from './use-as-of.ts';
import { dateAfter, daysBetween } from './zoned-day.ts';

interface Props {
  readonly asOf: AsOf;
  /** The date of the first event. */
  readonly first: string;
  /** Instants at which memberships changed. */
  readonly changes: readonly string[];
}

/** A slider moves faster than anybody is to be asked about. */
const pauseMs = 250;

const week = 7;

/** A date has no zone: noon of UTC is that date nearly everywhere. */
const noonOf = (date: string): string => `${date}T12:00:00Z`;

const weekKeys: Readonly<Record<string, number>> = { PageUp: week, PageDown: -week };

/** The date that is chosen, which the address follows after a pause. */
const useChosenDate = ({ date, goTo }: AsOf): readonly [string, (date: string) => void] => {
  const [chosen, setChosen] = useState(date);
  useEffect(() => setChosen(date), [date]);
  useEffect(() => {
    if (chosen === date) return undefined;
    const pause = setTimeout(() => goTo(chosen), pauseMs);
    return () => clearTimeout(pause);
  }, [chosen]);
  return [chosen, setChosen];
};

interface SliderProps extends Pick<Props, 'first' | 'changes'> {
  readonly today: string;
  readonly chosen: string;
  readonly onChosen: (date: string) => void;
}

const Slider = ({ first, today, changes, chosen, onChosen }: SliderProps) => {
  const show = useShow();
  const days = Math.max(1, daysBetween(first, today));
  const place = Math.min(days, Math.max(0, daysBetween(first, chosen)));
  const goToPlace = (next: number): void => onChosen(dateAfter(first, Math.min(days, Math.max(0, next))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = weekKeys[event.key];
    if (step === undefined) return;
    event.preventDefault();
    goToPlace(place + step);
  };
  return (
    <div class="as-of-track" onKeyDown={onKeyDown}>
      <RangeField
        label={words.asOf.label}
        words={chosen >= today ? words.asOf.now : show.day(noonOf(chosen))}
        value={place}
        min={0}
        max={days}
        onValue={goToPlace}
      />
      <ChangeTicks first={first} days={days} instants={changes} />
      <p class="field-note">{words.asOf.hint}</p>
    </div>
  );
};

/** Chooses the day to look at, from the first event to now: by slider, by date, and by day and week with the keyboard. */
export const AsOfBar = ({ asOf, first, changes }: Props) => {
  const { today, instant, goTo } = asOf;
  const [chosen, setChosen] = useChosenDate(asOf);
  return (
    <section class="as-of" aria-label={words.asOf.label}>
      <Slider first={first} today={today} changes={changes} chosen={chosen} onChosen={setChosen} />
      <TextField
        label={words.asOf.date}
        type="date"
        value={chosen}
        min={first}
        max={today}
        onValue={(date) => {
          if (date !== '') setChosen(date);
        }}
      />
      {instant === undefined ? null : <Button onClick={() => goTo(today)}>{words.asOf.toNow}</Button>}
    </section>
  );
};
