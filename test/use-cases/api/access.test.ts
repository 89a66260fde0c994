import { describe, expect, test } from 'vitest';
import { roles, rolesAmong, type Caller } from '#lib/use-cases/api/access/caller.ts';
import { callerByClaims } from '#lib/use-cases/api/access/claims.ts';
import { may, visibleSegments } from '#lib/use-cases/api/access/may.ts';
import { callerByPrincipal, roleArnOf, type Principals } from '#lib/use-cases/api/access/principal.ts';
import { rateLimitInMemory } from '#lib/use-cases/api/access/rate-limit.ts';

const by = (names: readonly string[], segments: Caller['segments'] = new Set()): Caller => ({
  name: 'ada',
  roles: rolesAmong(names),
  segments,
});

const claims = (groups: unknown) => ({ sub: 'user-1', 'cognito:groups': groups });
const session = (name: string, account = '123456789012') => `arn:aws:sts::${account}:assumed-role/${name}/session-1`;

/** A token whose groups are these. */
const tokenOf = (groups: unknown): string =>
  `Bearer e30.${Buffer.from(JSON.stringify({ 'cognito:groups': groups })).toString('base64url')}.c2ln`;

const rolesOf = (groups: unknown, inToken?: unknown) => [
  ...(callerByClaims(claims(groups), { token: tokenOf(inToken) })?.roles ?? []),
];

describe('may()', () => {
  const members = { roles: ['marketing', 'campaign'] } as const;

  test('asks for one of the roles of a route', () => {
    for (const role of roles)
      expect([role, may(by([role]), { roles: ['operator'] })]).toEqual([role, role === 'operator']);
    expect(may(by([]), members)).toBe(false);
    expect(may(by(['administrator']), members)).toBe(false);
  });

  test('lets a campaign ask about the segments that are listed for it, and no other', () => {
    const campaign = by(['campaign'], new Set(['rich', 'new']));
    expect(may(campaign, members, ['rich', 'new'])).toBe(true);
    expect(may(campaign, members, ['rich', 'poor'])).toBe(false);
    expect(may(by(['campaign']), members, ['rich'])).toBe(false);
    expect(may(by(['campaign'], 'all'), members, ['poor'])).toBe(true);
    expect(visibleSegments(campaign, members)).toEqual(new Set(['rich', 'new']));
  });

  test('lets who is more than a campaign ask about all', () => {
    const both = by(['campaign', 'marketing'], new Set(['rich']));
    expect(may(both, members, ['poor'])).toBe(true);
    expect(visibleSegments(both, members)).toBe('all');
    // The other role is none of this route's.
    expect(may(both, { roles: ['campaign'] }, ['poor'])).toBe(false);
  });
});

describe('callerByClaims()', () => {
  test('takes roles from a list, and from a list as gateways write one', () => {
    const both = ['support', 'marketing'];
    expect(rolesOf(both)).toEqual(both);
    for (const written of ['[support marketing]', 'support,marketing', '["support","marketing"]'])
      expect([written, rolesOf(written, both)]).toEqual([written, both]);
    expect(rolesOf('["support", "marketing"]')).toEqual(both);
    expect(rolesOf('[support]')).toEqual(['support']);
    expect(rolesOf('support')).toEqual(['support']);
  });

  test('makes no roles of the words of a name, nor of a list that the token does not have', () => {
    for (const name of ['support marketing', 'support,marketing', '[support marketing]']) {
      expect([name, rolesOf(name, name)]).toEqual([name, []]);
      expect([name, rolesOf(`[${name}]`, [name])]).toEqual([name, []]);
      expect([name, rolesOf(`[${name}]`)]).toEqual([name, []]);
    }
    expect(rolesOf('[support marketing desk]', ['support', 'marketing desk'])).toEqual(['support']);
    expect(rolesOf('[administrators users]', ['support', 'marketing'])).toEqual([]);
    expect(rolesOf('[support marketing]', ['support', 'marketing', 'operator'])).toEqual([]);
    expect(callerByClaims(claims('[support marketing]'), { token: 'Bearer x.!.y' })?.roles).toEqual(new Set());
  });

  test('finds no role in what is none', () => {
    for (const groups of [undefined, null, '', '[]', 7, {}, '[Support supporter]', ['administrators', 7], 'un-support'])
      expect([groups, rolesOf(groups)]).toEqual([groups, []]);
  });

  test('takes them from another claim where a deployment names one', () => {
    const shop = { sub: 'user-1', roles: ['operator'], 'cognito:groups': ['support'] };
    expect(callerByClaims(shop, { name: 'roles' })).toEqual({
      name: 'user-1',
      roles: new Set(['operator']),
      segments: new Set(),
    });
  });

  test('knows nobody by a token without a subject', () => {
    expect(callerByClaims({ 'cognito:groups': ['support'] })).toBeUndefined();
    expect(callerByClaims({ sub: '', 'cognito:groups': ['support'] })).toBeUndefined();
  });
});

describe('callerByPrincipal()', () => {
  const role = 'arn:aws:iam::123456789012:role/Mailer';
  const principals: Principals = {
    [role]: { role: 'campaign', segments: ['rich'] },
    'arn:aws:iam::123456789012:role/teams/crm/Desk': { role: 'support' },
    'arn:aws:iam::123456789012:user/ops': { role: 'operator' },
  };

  test('knows a session by the role that it assumed', () => {
    expect(roleArnOf(session('Mailer'))).toBe(role);
    expect(roleArnOf('arn:aws-cn:sts::123456789012:assumed-role/a+b=c,d.e@f-g_h/i@j')).toBe(
      'arn:aws-cn:iam::123456789012:role/a+b=c,d.e@f-g_h',
    );
    expect(callerByPrincipal(principals, session('Mailer'))).toEqual({
      name: role,
      roles: new Set(['campaign']),
      segments: new Set(['rich']),
    });
  });

  test('knows a role with a path, which its sessions do not name, and a user', () => {
    expect(callerByPrincipal(principals, session('Desk')).roles).toEqual(new Set(['support']));
    expect(callerByPrincipal(principals, 'arn:aws:iam::123456789012:user/ops').roles).toEqual(new Set(['operator']));
  });

  test.each([
    session('Mailers'),
    session('Mailer', '210987654321'),
    session('crm/Desk'),
    'arn:aws:iam::123456789012:user/Mailer',
    'arn:aws:iam::123456789012:root',
    'constructor',
  ])('gives %s no role', (arn) => {
    expect(callerByPrincipal(principals, arn)).toMatchObject({ roles: new Set(), segments: new Set() });
  });
});

describe('rateLimitInMemory()', () => {
  test('lets each do it so often in any minute', () => {
    let now = 0;
    const mayOnce = rateLimitInMemory({ most: 2, within: 60_000, now: () => now });
    expect([mayOnce('ada'), mayOnce('ada'), mayOnce('ada'), mayOnce('bob')]).toEqual([true, true, false, true]);
    now = 59_999;
    expect(mayOnce('ada')).toBe(false);
    now = 60_000;
    expect([mayOnce('ada'), mayOnce('ada'), mayOnce('ada')]).toEqual([true, true, false]);
  });
});
