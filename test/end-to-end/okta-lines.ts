/** `count` sign-ins in Okta's shape, the same for the same `first`; one a minute. */
export function oktaLines(count: number, first = 0): string[] {
  return Array.from({ length: count }, (_, index) => {
    const n = first + index;
    return JSON.stringify({
      uuid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      published: new Date(Date.UTC(2026, 3, 1) + n * 60_000).toISOString(),
      eventType: 'user.session.start',
      displayMessage: 'User login to Okta',
      severity: 'INFO',
      outcome: { result: n % 20 === 0 ? 'FAILURE' : 'SUCCESS', reason: null },
      actor: {
        id: `00u${n % 40}`,
        type: 'User',
        alternateId: `worker${n % 40}@example.com`,
        displayName: `Worker ${n % 40}`,
      },
      client: {
        ipAddress: `198.51.100.${n % 250}`,
        userAgent: { rawUserAgent: 'Mozilla/5.0', os: 'Windows', browser: 'CHROME' },
      },
      authenticationContext: { externalSessionId: `session-${n}` },
      debugContext: { debugData: { dtHash: `hash-${n % 40}` } },
      target: [],
    });
  });
}
