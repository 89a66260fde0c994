import { asItComes, Campaign, nothingOlder, type CampaignOf, type Takes } from './campaign.ts';
import type { Published } from './simulated-bus.ts';
import type { JoiningStep } from './subscriber.ts';

/** How the campaigns of a world are told of changes. */
export interface CampaignSetting {
  /** The segments that one of them is told of, and whose members are announced. */
  readonly segments: readonly string[];
  /** Whether the one that is told of all listens from the start; else it joins late, as the other does. */
  readonly isEarly: boolean;
  /** Whether each has one function at a time; else they have several. */
  readonly isSerial: boolean;
}

const campaignsFor = ({ segments, isEarly, isSerial }: CampaignSetting): readonly CampaignOf[] => {
  const takes = (): Takes => (isSerial ? asItComes() : nothingOlder());
  const mostAtOnce = isSerial ? 1 : 3;
  return [
    { name: 'of some', segments, takes: takes(), mostAtOnce, isEarly: false, forgets: isSerial },
    { name: 'of all', takes: takes(), mostAtOnce, isEarly, forgets: false },
  ];
};

/** The campaigns with Patron's kit, and how far an operator has come with what they join by. */
export class Campaigns {
  readonly all: readonly Campaign[];
  readonly setting: CampaignSetting | undefined;
  #steps: readonly JoiningStep[];
  #unannounced: readonly string[];
  #isAnnouncing = false;
  /** How often members were announced, in whole or in part. */
  runs = 0;

  constructor(setting: CampaignSetting | undefined, published: readonly Published[], joining: readonly JoiningStep[]) {
    this.setting = setting;
    this.all = setting ? campaignsFor(setting).map((of) => new Campaign(of, published)) : [];
    this.#steps = setting ? joining : [];
    this.#unannounced = setting?.segments ?? [];
  }

  /** What there is to do next, where only some segments have members that can be announced. */
  next(isAnnounceable: (segment: string) => boolean): JoiningStep | undefined {
    const [first, second] = this.#steps;
    if (first !== 'snapshot') return first;
    if (this.#isAnnouncing) return undefined;
    return this.#unannounced.some(isAnnounceable) ? first : second;
  }

  listen(): void {
    for (const campaign of this.all) if (campaign.listensFrom === undefined) campaign.listen();
    this.#steps = this.#steps.filter((step) => step !== 'rule');
  }

  /** The segment whose members are to be announced. */
  startAnnouncing(isAnnounceable: (segment: string) => boolean): string | undefined {
    this.#isAnnouncing = true;
    this.runs += 1;
    return this.#unannounced.find(isAnnounceable);
  }

  stopAnnouncing(): void {
    this.#isAnnouncing = false;
  }

  hasAnnounced(segment: string): void {
    this.#unannounced = this.#unannounced.filter((key) => key !== segment);
    this.#isAnnouncing = false;
  }
}
