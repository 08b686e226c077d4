/**
 * What a supervisor of the district asks most. Each runs unchanged; days are counted from today.
 * @module
 */

/** @typedef {{ street: string, lat: number, lon: number, classCode: string }} Here where the reader's incidents lie */
/** @typedef {{ title: string, titleEn: string, query: string, variables?: (here: Here) => Record<string, unknown> }} Example */

const DAY = 86_400_000

/** @param {number} days */
const daysAgo = (days) => new Date(Date.now() - days * DAY).toISOString()

/** Monday of this week, at midnight here. */
function monday() {
  const day = new Date()
  day.setHours(0, 0, 0, 0)
  return new Date(day.getTime() - ((day.getDay() + 6) % 7) * DAY).toISOString()
}

/** @type {Example[]} */
export const examples = [
  {
    title: '现在超期（按街道）',
    titleEn: 'Overdue now, by street',
    query: `# 现在超期的案件，按街道数
query OverdueByStreet {
  incidentCounts(by: STREET, filter: { open: true, lights: [RED] }) {
    label
    count
  }
}
`,
  },
  {
    title: '一个街道在等谁',
    titleEn: 'What a street waits for',
    query: `# 一个街道没结束的案件：哪些单位手上有几件，最急的在谁那里
query WaitingFor($street: AreaCode!) {
  area(code: $street) { name }
  incidentCounts(by: UNIT, filter: { area: $street, open: true }) { label count }
  incidents(first: 10, filter: { area: $street, open: true }) {
    total { count exact }
    nodes {
      number
      incidentClass { name }
      state
      awaits
      light
      leadUnit { name }
      dueAt
    }
  }
}
`,
    variables: ({ street }) => ({ street }),
  },
  {
    title: '超期最久的 20 件',
    titleEn: 'The 20 longest overdue',
    query: `# 超期最久的在前
query LongestOverdue {
  incidents(first: 20, orderBy: { by: DUE, direction: ASCENDING }, filter: { open: true, lights: [RED] }) {
    total { count exact }
    nodes {
      number
      light
      dueAt
      clock { leftMinutes unitMinutes stage source }
      incidentClass { name }
      community { path }
      awaits
      leadUnit { name }
    }
  }
}
`,
  },
  {
    title: '退单来回（30 天）',
    titleEn: 'Given back in 30 days',
    query: `# 哪些单位退回、什么理由；同一案件出现两次就是来回
query GivenBack($since: DateTime!) {
  events(kinds: [INCIDENT_GIVEN_BACK], period: { from: $since }, first: 50) {
    nodes {
      at
      subjectId
      unit { name }
      payload
    }
  }
}
`,
    variables: () => ({ since: daysAgo(30) }),
  },
  {
    title: '结案后又重启',
    titleEn: 'Closed and opened again',
    query: `# 重启过的案件，说明理由
query OpenedAgain($since: DateTime!) {
  events(kinds: [INCIDENT_REOPENED], period: { from: $since }, first: 50) {
    nodes { at area { name } subjectId role payload }
  }
}
`,
    variables: () => ({ since: daysAgo(60) }),
  },
  {
    title: '本周各类案件',
    titleEn: 'This week, by class',
    query: `# 本周一以来收到的，按小类数
query ThisWeekByClass($monday: DateTime!) {
  incidentCounts(by: CLASS, filter: { received: { from: $monday } }) {
    label
    count
  }
}
`,
    variables: () => ({ monday: monday() }),
  },
  {
    title: '各街道亮灯',
    titleEn: 'Lights, by street',
    query: `# 没结束的案件的绿灯、黄灯、红灯，按街道数
query LightsByStreet {
  green: incidentCounts(by: STREET, filter: { open: true, lights: [GREEN] }) { label count }
  yellow: incidentCounts(by: STREET, filter: { open: true, lights: [YELLOW] }) { label count }
  red: incidentCounts(by: STREET, filter: { open: true, lights: [RED] }) { label count }
}
`,
  },
  {
    title: '一件案子的全过程',
    titleEn: 'One incident, its whole log',
    query: `# 最急的一件：七步、照片、每一步是谁办的
query WholeStory {
  incidents(first: 1, filter: { open: true }) {
    nodes {
      number
      text
      incidentClass { name }
      place { address building }
      grid { path }
      stepper { key status at by }
      photos { kind arrived at }
      findings { kind verdict text at }
      disposals { round unit { name } measures outcome }
      events(first: 50) {
        nodes { number kind at role unit { name } payload hash previous }
      }
    }
  }
}
`,
  },
  {
    title: '到期时间从哪来',
    titleEn: 'Where a due time comes from',
    query: `# 条件、时限、每个环节的钟：起点、黄灯、到期、依据
query WhyDue {
  incidents(first: 5, filter: { open: true, states: [FILED, DISPATCHED, IN_PROGRESS] }) {
    nodes {
      number
      filedAt
      dueAt
      condition { number text limit { kind amount } }
      clocks {
        kind
        stage
        round
        limit { kind amount }
        source
        startedAt
        warnAt
        dueAt
        stoppedAt
        leftMinutes
      }
    }
  }
}
`,
  },
  {
    title: '附近有没有重复',
    titleEn: 'Duplicates near a point',
    query: `# 同一小类、50 米内、没结束或 7 天内结束的
query Near($classCode: String!, $lat: Float!, $lon: Float!) {
  locate(lat: $lat, lon: $lon) { path }
  similarIncidents(classCode: $classCode, lat: $lat, lon: $lon) {
    number
    state
    receivedAt
    place { address lat lon }
  }
}
`,
    variables: ({ classCode, lat, lon }) => ({ classCode, lat, lon }),
  },
]
