/** Every sentence that main shows in a dialog or menu of the system. The window has its own texts. */
export const text = {
  file: '&File',
  open: '&Open…',
  edit: '&Edit',
  view: '&View',
  help: '&Help',
  shortcuts: 'Keyboard shortcuts',
  openTitle: 'Open evidence bundles',
  bundles: 'Evidence bundles',

  unsavedMessage: 'There is work that has not been saved.',
  unsavedDetail: 'If the window is closed now, it is lost.',
  keepWorking: 'Keep working',
  closeAnyway: 'Close and lose it',

  notOpenedMessage: 'Not everything was opened.',
  notABundle: (name: string) => `${name}: not a file that ends in .evb.zip, .evb or .zip`,
  tooMany: (name: string, limit: number) => `${name}: more than ${limit} files at once`,
  notHandedOver: (name: string) => `${name}: the window did not take the file; open it there instead`,

  crashedMessage: 'The window stopped working.',
  crashedDetail: 'What had been stored is still there. What was being imported was not stored.',
  startAgain: 'Start again',
  quit: 'Quit',

  failedToStart: 'Vouch could not start.',
} as const;
