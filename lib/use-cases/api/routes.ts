import { changesRoute } from './people/changes.ts';
import { erasureRoute } from './people/erasure.ts';
import { explanationRoute } from './people/explanation.ts';
import { forecastRoute } from './people/forecast.ts';
import { profileRoute } from './people/profile.ts';
import type { Route } from './route.ts';

/** Every route of the API. */
export const routes: readonly Route[] = [profileRoute, explanationRoute, forecastRoute, changesRoute, erasureRoute];
