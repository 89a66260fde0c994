import type { Told } from '../adapter.ts';
import { toldOf, type Call } from './call.ts';
import { skuIn } from './visit.ts';

const longestReview = 10_000;

const scoreOf = (rating: unknown): number | undefined => {
  const score = typeof rating === 'string' && rating.trim() !== '' ? Number(rating) : rating;
  return typeof score === 'number' && Number.isFinite(score) ? score : undefined;
};

const bodyOf = (body: unknown): string | undefined => {
  const text = typeof body === 'string' ? body.trim().slice(0, longestReview).toWellFormed() : '';
  return text === '' ? undefined : text;
};

/** Product Reviewed: what a customer thinks of a product, on a scale of 1 to 5. */
export const productReviewed = (call: Call): readonly Told[] => {
  const properties = call.payload.part('properties');
  return [
    toldOf(call, 'FeedbackGiven', {
      kind: 'review',
      score: scoreOf(properties.raw('rating')),
      text: bodyOf(properties.raw('review_body')),
      sku: skuIn(properties),
    }),
  ];
};
