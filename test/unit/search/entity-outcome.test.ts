import { expect, test } from 'vitest';
import { saysRefusal } from '../../../shared/search/entity-outcome.ts';

test.each([
  ...['denied', 'DENY', 'failure', 'Failed', 'login_failed', 'AccessDenied', 'Client.UnauthorizedOperation'],
  ...['ERROR: timeout', '403', '500', 'rejected by policy', 'HTTPError'],
])('takes %j as denied or failed', (outcome) => {
  expect(saysRefusal(outcome)).toBe(true);
});

test.each([
  ...['success', 'allowed', 'ok', '200', '302', 'no error', 'not denied', 'NoFailure', 'true', 'false', '-'],
  ...['undeniable', 'failover', 'blockchain', '4040', 'unknown'],
])('does not take %j as denied or failed', (outcome) => {
  expect(saysRefusal(outcome)).toBe(false);
});
