/** Words of the time stamp of a report (RFC 3161). */
export const stampText = {
  open: 'Time stamp…',
  title: (number: string) => `Time stamp of ${number}`,
  lead: 'A time authority states when the signature was there. Vouch sends nothing: carry the request to a machine that has a network, and bring the answer back.',
  asking: 'Making the request…',
  requests: '1. Save the request, and send it',
  command: 'or make the same one with openssl:',
  commandOf: 'the command',
  answer: '2. Hand over the answer',
  answerHint: 'Saved by the authority’s client, usually as .tsr. It is checked before it is taken.',
  choose: 'Choose the answer…',
  input: 'Answer of the time authority',
  packHint: 'The answer goes into the pack as well, which is signed again with your key. Unlock it first.',
  otherKey:
    'This report was made with another key than yours, so the pack stays as it is: the answer lies beside it.',
  failed: 'The time stamp was not taken',
  notAsked: 'No request can be made',
  trusted: (time: string, authority: string) => `The signature was there by ${time}, says ${authority}.`,
  unknown: (reason: string) =>
    `The answer is over this signature. Nobody here vouches for its authority (${reason.replace(/\.$/, '')}): pin its certificate on Trust.`,
  save: 'Save what you hand on: the earlier pack has no time stamp.',
} as const;

/** What the request is made with elsewhere: the very same bytes come of it. */
export const stampCommand =
  'openssl ts -query -data report.json.sig -sha256 -cert -no_nonce -out report.json.sig.tsq';
