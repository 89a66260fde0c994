import { busName } from '../put-events/check-entry.ts';

/** What is where, for programs: a browser is shown the console. */
export const frontPage = (origin: string): string => `Patron for development.

Events in    AWS SDK or command line, with AWS_ENDPOINT_URL_EVENTBRIDGE=${origin} and the bus ${busName}
Changes out  GET ${origin}/changes   as server-sent events; ?after=now for those to come alone
What came    GET ${origin}/events    as lines that patron replay takes
Time         POST ${origin}/advance?by=P60D   where it is frozen
Begin anew   POST ${origin}/reset
API          GET ${origin}/v1/openapi.json
Console      ${origin}/ in a browser
`;
