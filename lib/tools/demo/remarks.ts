import type { Random } from './random.ts';

/** What a remark is about. */
type Topic = 'delivery' | 'packaging' | 'price' | 'quality' | 'service' | 'design';

const complaints: Readonly<Partial<Record<Topic, readonly string[]>>> = {
  delivery: [
    'My parcel never arrived. Where is it?',
    'It came a week late, the birthday was over by then.',
    'A week late, and nobody told me.',
  ],
  packaging: ['It arrived broken because it was badly wrapped.', 'Arrived broken. Can I send it back?'],
  price: ['Too expensive for what it is.', 'Lovely, but far too expensive.'],
  quality: ['It fell apart after two weeks.', 'Poor quality, it fell apart at once.'],
  service: ['Nobody answers the phone.', 'I have written twice. Why does nobody answer?'],
};

const praises: Readonly<Partial<Record<Topic, readonly string[]>>> = {
  delivery: ['Quick delivery, thank you!', 'Well wrapped, and a quick delivery.'],
  quality: ['Beautifully made, it will last for years.', 'Beautifully made, even nicer than in the picture.'],
  service: ['Friendly people, who helped me at once.', 'A friendly answer within a day.'],
  design: ['We love it.', 'My sister loves it. Lovely colours!', 'Lovely colours, it suits our kitchen.'],
};

/** Feedback in words. */
export interface Remark {
  readonly topic: string;
  readonly text: string;
}

/** Makes up what somebody says who is content, or who is not. */
export const remarkOf = (random: Random, isContent: boolean): Remark => {
  const [topic, texts] = random.pick(Object.entries(isContent ? praises : complaints));
  return { topic, text: random.pick(texts) };
};
