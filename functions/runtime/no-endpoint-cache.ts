/**
 * Replaces, in what is deployed, the cache of endpoints that a DynamoDB client can discover. Patron's clients discover
 * none, and the cache's own CommonJS modules would make every client slower to load.
 */
export class EndpointCache {
  get(): undefined {
    return undefined;
  }

  getEndpoint(): undefined {
    return undefined;
  }

  set(): void {}

  delete(): void {}

  has(): boolean {
    return false;
  }

  clear(): void {}
}
