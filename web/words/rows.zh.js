/**
 * The words of a desk's list: its rows, what hides in its menus, its views, what is said after a step, and its form for what
 * was told by telephone, at the counter or by the hotline.
 * @module
 */

export const zh_rows = {
  rows: {
    tools: '工具',
    roomy: '宽行',
    palette: '去哪里，做什么',
    paletteHint: '编号、地点、列表、步骤、单位',
    page: '去',
    action: '办',
    call: '打电话',
    view: '视图',
    list: '列表',
    case: '案件',
    notices: '消息',
    paletteKey: '去哪里，做什么',
    views: '我的视图',
    noViews: '给现在的筛选起个名，下次一点就到',
    nameView: '视图名',
    saveView: '存下',
    drop: '删',
    dropView: (/** @type {string} */ name) => `删掉视图 ${name}`,
    viewsFull: (/** @type {number} */ most) => `最多 ${most} 个，先删一个`,
    age: {
      now: '刚刚',
      minutes: (/** @type {number} */ n) => `${n} 分`,
      hours: (/** @type {number} */ n) => `${n} 时`,
      days: (/** @type {number} */ n) => `${n} 天`,
    },
    did: (/** @type {string} */ step, /** @type {string} */ what, /** @type {string} */ state) =>
      `${step}已办：${what}，现在${state}`,
    asked: (/** @type {string} */ step, /** @type {string} */ what) => `${step}已提请：${what}，等批`,
    backTo: '回到这件',
    tookBack: '已撤回，没有提请',
    unsaved: {
      title: '这里写的还没提交',
      body: '换到别的件，写下的就没有了。',
      yes: '不要了，换过去',
      no: '留在这里',
    },
    received: (/** @type {string} */ at) => `${at} 收到`,
  },
  entry: {
    title: '新建',
    kept: '草稿自动保存在这台电脑',
    source: '来源',
    externalNo: '外部编号',
    externalHint: '如 12345 工单号；同一来源里不能重复',
    caller: '反映人的姓名、电话不写在这里：系统还没有地方妥善保管，请留在原来的工单上。',
    what: '反映什么',
    whatHint: '写要点，类别按这里的话找；不写姓名、电话',
    class: '类别',
    noClass: '先写反映什么，或在这里找类别',
    findClass: '找类别',
    where: '在哪里',
    whereHint: '写路名、门牌、楼栋，或在图上点',
    photo: '照片',
    send: '登记',
    sendKeys: 'Ctrl+Enter 登记',
    needClass: '还没选类别',
    needPlace: '还没写地点',
    needGrid: '还没选网格',
    cannot: '你的岗位不登记案件',
  },
}
