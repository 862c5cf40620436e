/** What a thread of the case worker is for, by its name: all of them are the one built file. */
export const indexThreadName = 'vouch index thread';
export const identityThreadName = 'vouch identity thread';
