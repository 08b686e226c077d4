/**
 * The words of the trial of reminders, in English.
 * @module
 */

/** @type {typeof import('./trial.zh.js').zh_trial} */
export const en_trial = {
  trial: {
    title: 'Test reminders',
    ask: 'Do reminders reach this phone?',
    hint: 'The server sends one test by each way to this phone. Please stay on this page, half a minute at most.',
    go: 'Test now',
    again: 'Test again',
    trying: 'Testing…',
    live: 'While open: live changes',
    push: 'While closed: push',
    waits: 'Waiting',
    came: (at) => `Arrived at ${at}`,
    liveMissed: 'Did not arrive. While open it is asked each minute instead; the lists work all the same',
    liveDo:
      'Try where the signal is better, or on another network. An office network may cut long connections: tell your administrator.',
    taken: 'The push service took it',
    missed: 'The push service took it, and the phone has kept it back for half a minute',
    missedDo: [
      'Look at the notification bar first: it may be folded away, or do-not-disturb is on.',
      'Huawei, Honor: Settings › App launch, manage the browser manually, allow all three.',
      'Xiaomi: Settings › Apps › the browser, allow autostart, no battery restrictions.',
      'OPPO, vivo: Settings › Battery › background use, allow the browser.',
    ],
    refused: (why) => `The server could not send it (${why})`,
    refusedDo:
      'Your server does not reach the browser’s push service. Tell your administrator; until then use the list, the duty phone and your unit’s group.',
    off: 'Reminders are not on for this phone',
    offDo: 'Turn on “Remind me on this device” under Me, then test again.',
    denied: 'The phone blocks notifications of Gridwhistle',
    deniedDo:
      'Open the phone’s settings › Notifications, find the browser or Gridwhistle, allow them, then test again.',
    unsupported: 'This browser has no push',
    unsupportedDo: 'Use the phone’s own browser or Chrome; on an iPhone add it to the home screen and open it there.',
    sleepless: 'The app is not wholly installed: nothing listens while it is closed',
    sleeplessDo: 'Open it once with a signal, wait half a minute and test again. It must be opened by https.',
    offline: 'No signal: nothing can be tested',
    offlineDo: 'Test again with a signal. Without one no reminder comes; what is saved can be worked on.',
    limited: 'Six tests an hour at most: try again later',
    kept: 'A test is no notice; the server keeps one line of what was sent, for 90 days.',
  },
}
