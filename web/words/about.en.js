/**
 * The English of `about.zh.js`.
 * @module
 */

/** @type {typeof import('./about.zh.js').zh_about} */
export const en_about = {
  about: {
    title: 'Help and about',
    show: 'What to show',
    tabs: { help: 'Help', news: 'What is new', privacy: 'Privacy', about: 'About' },
    help: [
      [
        'No signal?',
        'Work as usual. Once it says “Saved on phone” it goes out when there is a signal; the outbox shows how far it is.',
      ],
      ['“Needs you”?', 'Open it, read why, follow the button. Your other items go on.'],
      ['Location wrong or missing?', 'Tap “Wrong place”, pick a building or write where it is; you can always report.'],
      [
        'New phone, lost phone?',
        'Sign in on the new one with your password; end the lost one under “Password and sign-ins”. Unsent work is only on the old phone.',
      ],
      [
        'Hard to use, or asked to fill in too much?',
        'Write it under Complaints, with or without signing in. You get an answer within 3 workdays.',
      ],
    ],
    practice: 'Practice: nothing is sent',
    reminders: 'Test reminders: do they reach this phone?',
    news: [
      ['After 0.1.0', [
        'Practice: the same screens, and nothing is sent',
        'Test reminders: see whether they reach this phone',
        'Change your password, see where you are signed in, end what you do not know',
        'Each post has a first screen of its own',
        'Help, privacy, release and filing number in one place',
      ]],
      ['0.1.0', [
        'Grid workers report, verify and check, with or without a signal',
        'Streets take in, file, dispatch and blow whistles; departments answer, come and give feedback',
        'The district sees what is stuck; figures are of units, never of people',
      ]],
    ],
    privacy: [
      [
        'What is kept',
        'Each step that you take: what, when and in which post. It goes into a log that cannot be changed, so that it can be checked.',
      ],
      [
        'What is not',
        'Not where you went, not your hours, no scores, no comparing of people. Sign-ins are kept by day only.',
      ],
      [
        'Location',
        'Taken once, when you tap, and kept with that case alone. What is near is worked out on your phone.',
      ],
      [
        'Photos',
        'Place and model of the phone are taken out before saving. Except from HEIC on a phone that cannot read it: it is kept and sent as it is, cleaned at the server, and cannot be covered before. Keep faces and plates out of the picture.',
      ],
      [
        'Where it is',
        'On your district’s own server and on your phone. No third party is asked for anything. What you read is cleared after 7 days without a network; what is unsent is not.',
      ],
      ['Who sees it', 'The posts that look after this area or this case. Others see your family name only.'],
      [
        'What you can do',
        'End sign-ins under “Password and sign-ins”, clear what you read in the settings, ask for a correction or deletion under Complaints.',
      ],
    ],
    app: 'On this phone',
    server: 'Release',
    filing: 'Filing number',
    filingNone: 'No filing number has been entered here',
    what:
      'Gridwhistle: grid workers report what they see; community, street and departments take turns. Self-hosted: data stays in the district, and no third party is asked for anything.',
    license: 'Free software, Apache-2.0',
    unknown: 'Shown when there is a signal',
  },
  start: {
    title: 'Start',
    SYS_ADMIN: 'What is to be done on the system?',
    SEC_ADMIN: 'Who is signed in where?',
    AUDITOR: 'What is to be checked?',
    ORG_STAFF: 'What do you want to see?',
    imports: 'Import tables and maps',
    rules: 'Rules: limits and calendar',
    grids: 'Split and merge grids',
    people: 'People and posts',
    running: 'What runs',
    apart: 'Posts that run the system see no incidents: handling them and running the system are kept apart.',
    readsAll: 'An auditor reads the whole district and changes nothing; contacts and reporters stay hidden.',
    keep: 'On the server',
    keepSay: 'Areas, grids, classes and the calendar are kept on the server with ./grid:',
    commands: [['./grid district', 'load areas, units, lists, people'], ['./grid backup', 'back up and restore']],
    auditSay: 'The log only grows. Check it on the server with:',
    audits: [['./grid audit verify', 'the chain of hashes against what people read'], [
      './grid tally compare',
      'the sums against the log',
    ]],
  },
}
