/** Words of the time authorities on the Trust screen and in its dialogs. */
export const authorityText = {
  title: 'Time authorities',
  lead: 'Who is believed about time, in all bundles of this case whatever their log: a time stamp (RFC 3161) counts when its certificate, or one above it, is pinned here.',
  none: 'No time authority is pinned in this case, so no time stamp proves a time. Import the certificate of one above, from a file that did not come with a bundle.',
  one: 'Time authority',
  subject: 'Subject',
  issuer: 'Issuer',
  valid: 'Certificate valid',
  expiredHint: 'Expired for new time stamps. Those from the time when it was valid still count.',
  revokedHint: 'None of its time stamps counts, whatever time they state.',
  hexadecimal: 'SHA-256',
  fingerprint: 'the fingerprint of the certificate',
  exportAll: 'Export certificates…',
  certificate: (number: number) => `Certificate ${number}`,
  unpinTitle: 'Unpin this time authority?',
  unpinBody:
    'Its time stamps prove no time any more in this case. The custody log keeps both decisions. One whose key was stolen is better revoked: then the log says from when, and why.',
  unpinConfirm: 'Unpin time authority',
  unpinFailed: 'The time authority was not unpinned',
  revokeDialog: {
    title: 'Revoke this time authority?',
    lead: 'None of its time stamps counts any more in this case, older ones included: whoever has its key can state any time. The moment is kept in the custody log. An earlier revocation stays; only unpinning takes it away.',
    from: 'Revoked from (UTC)',
    fromHint:
      'The earliest moment at which another hand may have had its key. For example 2026-07-01 or 2026-07-01 12:30.',
    reason: 'Reason',
    reasonHint: 'For example: the authority announced that its key was stolen',
    by: 'Revoked by',
    byHint: 'Your name, as it should stand in the custody log',
    confirm: 'Revoke time authority',
    failed: 'The time authority was not revoked',
  },
} as const;
