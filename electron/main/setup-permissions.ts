import type { Session } from 'electron';

/** Writing text that a person asked to copy. It only goes out of the page, and Chromium wants a gesture for it. */
const copying = 'clipboard-sanitized-write';

/**
 * Refuses every permission a page can have but copying. Electron asks the request handler when a page asks, the check
 * handler when it only looks, and the device handler for HID, serial and USB: each alone leaves a way in.
 */
export function setupPermissions(
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === copying));
  session.setPermissionCheckHandler((_contents, permission) => permission === copying);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, choose) => choose(null));
}
