import { useState } from 'preact/hooks';

/** Which value of a chart is read, and how it is chosen. */
export interface ReadOut {
  /** Undefined while none is chosen. */
  readonly index: number | undefined;
  /** Of the element over the values, which stand at equal distances over its width. */
  readonly handlers: {
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onBlur: () => void;
  };
}

const keySteps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
  End: Infinity,
  Home: -Infinity,
};

/**
 * Lets the values of a chart be read one by one, by the pointer and by the keys of a slider.
 *
 * @param count - how many there are.
 * @param places - `points` stand at both ends of the width, `columns` in equal places of it.
 */
export const useReadOut = (count: number, places: 'points' | 'columns'): ReadOut => {
  const [index, setIndex] = useState<number>();
  const within = (place: number): number => Math.min(count - 1, Math.max(0, place));
  return {
    index: index === undefined || index >= count ? undefined : index,
    handlers: {
      onPointerMove: ({ clientX, currentTarget }) => {
        const { left, width } = (currentTarget as Element).getBoundingClientRect();
        const part = (clientX - left) / width;
        setIndex(within(places === 'points' ? Math.round(part * (count - 1)) : Math.floor(part * count)));
      },
      onPointerLeave: () => setIndex(undefined),
      onBlur: () => setIndex(undefined),
      onKeyDown: (event) => {
        const step = keySteps[event.key];
        if (step === undefined) return;
        event.preventDefault();
        setIndex(within((index ?? count - 1) + (index === undefined ? Math.min(step, 0) : step)));
      },
    },
  };
};
