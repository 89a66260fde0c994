import { consoleChangesRoute } from './console/changes.ts';
import { catalogueRoute, checkRoute, languageRoute } from './console/language.ts';
import { leaversRoute } from './console/leavers.ts';
import { planJobRoute, planRoute } from './console/plan.ts';
import { qualityRoute } from './console/quality.ts';
import { consolePersonRoute } from './console/person.ts';
import { consoleInsightRoute } from './console/insight.ts';
import { rfmRoute } from './console/rfm.ts';
import { consoleSegmentRoute } from './console/segment.ts';
import { consoleSegmentsRoute } from './console/segments.ts';
import { sessionRoute } from './console/session.ts';
import { insightRoute } from './insight/insight.ts';
import { openApiRoute } from './openapi.ts';
import { changesRoute } from './people/changes.ts';
import { erasureRoute } from './people/erasure.ts';
import { explanationRoute } from './people/explanation.ts';
import { forecastRoute } from './people/forecast.ts';
import { profileRoute } from './people/profile.ts';
import { timelineRoute } from './people/timeline.ts';
import { quarantineRoute } from './quarantine/quarantine.ts';
import { redriveRoute } from './quarantine/redrive.ts';
import type { Route } from './route.ts';
import { digestRoute } from './segments/digest.ts';
import { historyRoute } from './segments/history.ts';
import { membersRoute } from './segments/members.ts';
import { membershipsRoute } from './segments/memberships.ts';
import { previewRoute } from './segments/preview.ts';
import { segmentsRoute } from './segments/segments.ts';

/** Every route of the API. */
export const routes: readonly Route[] = [
  profileRoute,
  explanationRoute,
  forecastRoute,
  changesRoute,
  timelineRoute,
  segmentsRoute,
  membersRoute,
  digestRoute,
  historyRoute,
  insightRoute,
  quarantineRoute,
  membershipsRoute,
  previewRoute,
  redriveRoute,
  erasureRoute,
  sessionRoute,
  consoleSegmentsRoute,
  consoleSegmentRoute,
  consolePersonRoute,
  consoleChangesRoute,
  leaversRoute,
  languageRoute,
  catalogueRoute,
  checkRoute,
  consoleInsightRoute,
  rfmRoute,
  planRoute,
  planJobRoute,
  qualityRoute,
  openApiRoute,
];
