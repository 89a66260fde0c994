import { useRef } from 'preact/hooks';
import type { Answer } from '../../api/answer.ts';

/** The newest data that came, also while another answer is on its way; undefined before the first. */
export const useLatest = <Data>(answer: Answer<Data>): Data | undefined => {
  const latest = useRef<Data | undefined>(undefined);
  if (answer.state === 'ready') latest.current = answer.data;
  return latest.current;
};
