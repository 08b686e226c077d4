/**
 * What a supervisor of the district asks most. Each runs unchanged; days are counted from today.
 * @module
 */

/** @typedef {{ street: string, lat: number, lon: number, classCode: string }} Here where the reader's incidents lie */
/** @typedef {{ title: string, titleEn: string, query: string, variables?: (here: Here) => Record<string, unknown> }} Example */

const DAY = 86_400_000

/** @param {number} days */
const daysAgo = (days) => new Date(Date.now() - days * DAY).toISOString()

/** A day in Shanghai, by how many milliseconds it is ago. @param {number} [ago] */
const dayThere = (ago = 0) => new Date(Date.now() + 8 * 3_600_000 - ago).toISOString().slice(0, 10)

/** Monday of this week, at midnight in Shanghai. */
function monday() {
  const past = (new Date(dayThere()).getUTCDay() + 6) % 7
  return `${dayThere(past * DAY)}T00:00:00+08:00`
}

/** The first of this month, at midnight in Shanghai. */
const firstOfMonth = () => `${dayThere().slice(0, 8)}01T00:00:00+08:00`

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
    title: '各街道按期率、满意率（本月）',
    titleEn: 'On time and satisfied, by street',
    query: `# 每个数带分子、分母、不计的件数和区间；definitions 是它的定义；各组加起来就是合计
query SharesByStreet($month: DateTime!) {
  incidentFigures(
    by: [STREET], measures: [CASES, ON_TIME_SHARE, SATISFIED_SHARE]
    filter: { filed: { from: $month } }
  ) {
    rows { labels values { measure value count among low high hidden } }
    total { labels values { measure value count among leftOut } }
    definitions { measure version zh }
  }
}
`,
    variables: () => ({ month: firstOfMonth() }),
  },
  {
    title: '各单位处置用时',
    titleEn: 'How long units take',
    query: `# 中位数和九成内，分钟；比较单位前先按小类看：by: [UNIT, CLASS]
query TimeByUnit {
  incidentFigures(by: [UNIT], measures: [ENDED, MEDIAN_MINUTES, P90_MINUTES, DISPOSE_MEDIAN], first: 20) {
    rows { labels values { measure value among } }
    others { values { measure value } }
    total { values { measure value } }
  }
}
`,
  },
  {
    title: '星期几、几点报得多',
    titleEn: 'When things are reported',
    query: `# 两个维度：星期 × 钟点，上海时间
query WhenReported {
  incidentFigures(by: [WEEKDAY, HOUR], measures: [CASES], first: 168) {
    rows { labels values { value } }
    total { values { value } }
  }
}
`,
  },
  {
    title: '周一零点的存量',
    titleEn: 'What stood on Monday',
    query: `# 每晚零点留一份：街道、单位、状态、灯；别的时刻会告诉你前后两个零点
query StoodOnMonday($monday: DateTime!) {
  incidentFigures(by: [STREET, LIGHT], measures: [CASES], asOf: $monday, first: 200) {
    asOf
    rows { labels values { value } }
    total { values { value } }
  }
}
`,
    variables: () => ({ monday: monday() }),
  },
  {
    title: '各单位应哨及时率',
    titleEn: 'Units that answer in time',
    query: `# 到期没应的算没按时；不计没到期的、免除的
query AnsweredInTime {
  whistleFigures(by: [UNIT], measures: [CALLS, ACK_ON_TIME, ACK_MEDIAN]) {
    rows { labels values { measure value count among hidden } }
    total { values { measure value among } }
    definitions { measure zh }
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
