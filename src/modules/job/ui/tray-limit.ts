/** Jobs under way that the tray shows; there are seldom more than a few. */
export const trayLimit = 20;
