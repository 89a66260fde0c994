/**
 * The Content-Security-Policy of the console: nothing but files of its own server is loaded or run, and nothing but its API is asked.
 *
 * @param connected - other origins that its scripts may ask, such as that of who signs people in; none by default.
 */
export const contentPolicyWith = (connected: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["connect-src 'self'", ...connected].join(' '),
    "img-src 'self'",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
