import type { Session } from 'electron';

/**
 * Refuses every permission a page can have. Electron asks the request handler when a page asks, the check handler
 * when it only looks, and the device handler for HID, serial and USB: each alone leaves a way in.
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
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, choose) => choose(null));
}
