import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

/** One of several views of the same thing. */
interface Tab {
  readonly key: string;
  readonly label: string;
  /** Made when it is shown. */
  readonly content: () => ComponentChildren;
}

interface Props {
  /** What the tabs are views of. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** The key of the one that is shown. */
  readonly at: string;
  readonly onChange: (key: string) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** The place that a key goes to from a present one. */
const placeAfter = (key: string, present: number): number | undefined => {
  const step = steps[key];
  if (step !== undefined) return present + step;
  if (key === 'Home') return 0;
  return key === 'End' ? -1 : undefined;
};

interface ListProps extends Omit<Props, 'at'> {
  readonly id: string;
  readonly shown: Tab | undefined;
}

const TabList = ({ id, label, tabs, shown, onChange }: ListProps) => {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = placeAfter(
      event.key,
      tabs.findIndex(({ key }) => key === shown?.key),
    );
    const next = place === undefined ? undefined : tabs.at(place % tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.key);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[tabs.indexOf(next)]?.focus();
  };
  return (
    <div ref={list} class="tab-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ key, label: name }) => (
        <button
          key={key}
          type="button"
          role="tab"
          id={`${id}-${key}`}
          aria-selected={key === shown?.key}
          aria-controls={`${id}-panel`}
          tabIndex={key === shown?.key ? 0 : -1}
          onClick={() => onChange(key)}
        >
          {name}
        </button>
      ))}
    </div>
  );
};

/** Tabs as the ARIA practices have them: one stop of the tab key, arrows between them, Home and End. */
export const Tabs = ({ at, ...props }: Props) => {
  const id = useId();
  const shown = props.tabs.find(({ key }) => key === at) ?? props.tabs[0];
  return (
    <div class="tabs">
      <TabList {...props} id={id} shown={shown} />
      <div id={`${id}-panel`} class="tab-panel" role="tabpanel" tabIndex={0} aria-labelledby={`${id}-${shown?.key}`}>
        {shown?.content()}
      </div>
    </div>
  );
};
