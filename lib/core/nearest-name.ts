export { nearestName } from '#events/nearest-name.ts';
