/** An error as every route but PutEvents answers it. */
export const problem = (status: 400 | 404 | 405 | 409 | 413, error: string, message: string): Response =>
  Response.json({ error, message }, { status });
