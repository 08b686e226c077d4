// Made by `./grid schema` from what the nouns declare. Do not edit.
/** @type {import('../../core/noun.js').Noun} */
export const noun = {
 "name": "call_back",
 "type": "CallBack",
 "field": "callBack",
 "list": "callBacks",
 "words": [
  "回访",
  "Call-backs"
 ],
 "empty": [
  "答复发出后，要回访的列在这里。",
  "Whoever was answered is listed here to be called back."
 ],
 "states": {
  "DUE": [
   "待回访",
   "To be called"
  ],
  "TRYING": [
   "回访中",
   "Called"
  ],
  "ANSWERED": [
   "已接通",
   "Answered"
  ],
  "UNREACHABLE": [
   "联系不上",
   "Not reached"
  ],
  "REFUSED": [
   "不愿答",
   "Did not want to answer"
  ]
 },
 "steps": {
  "DIAL": [
   "拨打",
   "Call"
  ],
  "ANSWER": [
   "接通",
   "Reached"
  ],
  "REFUSE": [
   "不愿回答",
   "They do not want to answer"
  ],
  "UNREACHABLE": [
   "联系不上",
   "They cannot be reached"
  ]
 },
 "roads": {
  "DUE": [
   "DUE",
   "TRYING"
  ],
  "TRYING": [
   "DUE",
   "TRYING"
  ],
  "ANSWERED": [
   "DUE",
   "TRYING",
   "ANSWERED"
  ],
  "REFUSED": [
   "DUE",
   "TRYING",
   "REFUSED"
  ],
  "UNREACHABLE": [
   "DUE",
   "TRYING",
   "UNREACHABLE"
  ]
 },
 "ended": [
  "ANSWERED",
  "UNREACHABLE",
  "REFUSED"
 ],
 "heading": [
  "number"
 ],
 "line": "words",
 "due": "dueAt",
 "waits": [
  "DUE",
  "TRYING"
 ],
 "columns": [
  {
   "key": "number",
   "words": [
    "工单编号",
    "Number of its order"
   ],
   "kind": "text"
  },
  {
   "key": "area",
   "words": [
    "哪里的事",
    "Place"
   ],
   "kind": "area"
  },
  {
   "key": "level",
   "words": [
    "哪一级回访",
    "Called by"
   ],
   "kind": "code",
   "codes": {
    "1": [
     "社区",
     "The community"
    ],
    "2": [
     "街道",
     "The street"
    ],
    "3": [
     "区",
     "The district"
    ]
   }
  },
  {
   "key": "contact",
   "words": [
    "来电人",
    "Caller"
   ],
   "kind": "text"
  },
  {
   "key": "dueAt",
   "words": [
    "最迟回访",
    "Due"
   ],
   "kind": "moment"
  },
  {
   "key": "resolved",
   "words": [
    "解决了吗",
    "Solved"
   ],
   "kind": "code",
   "codes": {
    "YES": [
     "解决了",
     "Solved"
    ],
    "PARTLY": [
     "部分解决",
     "Partly"
    ],
    "NO": [
     "没解决",
     "Not solved"
    ]
   }
  },
  {
   "key": "rating",
   "words": [
    "满意吗",
    "Rating"
   ],
   "kind": "code",
   "codes": {
    "SATISFIED": [
     "满意",
     "Satisfied"
    ],
    "FAIR": [
     "基本满意",
     "Fair"
    ],
    "DISSATISFIED": [
     "不满意",
     "Dissatisfied"
    ]
   }
  },
  {
   "key": "words",
   "words": [
    "说的话",
    "Words"
   ],
   "kind": "text"
  },
  {
   "key": "again",
   "words": [
    "按其意愿重办",
    "Done again"
   ],
   "kind": "flag"
  },
  {
   "key": "madeAt",
   "words": [
    "从何时起待回访",
    "Since"
   ],
   "kind": "moment"
  },
  {
   "key": "closedAt",
   "words": [
    "办完",
    "Done"
   ],
   "kind": "moment"
  },
  {
   "key": "tries",
   "words": [
    "拨打过的时刻",
    "Tries"
   ],
   "kind": "moment"
  }
 ],
 "commands": [
  {
   "name": "CallBackAnswer",
   "mutation": "callBackAnswer",
   "step": "ANSWER",
   "begins": false,
   "offline": false,
   "words": [
    "接通",
    "Reached"
   ],
   "fields": [
    {
     "key": "resolved",
     "words": [
      "问题解决了吗",
      "Whether it is solved"
     ],
     "kind": "code",
     "least": 1,
     "codes": {
      "YES": [
       "解决了",
       "Solved"
      ],
      "PARTLY": [
       "部分解决",
       "Partly"
      ],
      "NO": [
       "没解决",
       "Not solved"
      ]
     }
    },
    {
     "key": "rating",
     "words": [
      "满意吗",
      "How content they are"
     ],
     "kind": "code",
     "codes": {
      "SATISFIED": [
       "满意",
       "Satisfied"
      ],
      "FAIR": [
       "基本满意",
       "Fair"
      ],
      "DISSATISFIED": [
       "不满意",
       "Dissatisfied"
      ]
     }
    },
    {
     "key": "text",
     "words": [
      "他们说的一句话",
      "What they say"
     ],
     "kind": "text",
     "longest": 500,
     "long": true
    },
    {
     "key": "again",
     "words": [
      "按其意愿重办",
      "It is to be done again"
     ],
     "kind": "yesno"
    }
   ]
  },
  {
   "name": "CallBackRefuse",
   "mutation": "callBackRefuse",
   "step": "REFUSE",
   "begins": false,
   "offline": false,
   "words": [
    "不愿回答",
    "They do not want to answer"
   ],
   "fields": []
  },
  {
   "name": "CallBackUnreachable",
   "mutation": "callBackUnreachable",
   "step": "UNREACHABLE",
   "begins": false,
   "offline": false,
   "words": [
    "三次都联系不上",
    "Not reached by three calls"
   ],
   "fields": []
  }
 ],
 "contact": null,
 "mine": [
  "等我办",
  "Waiting for me"
 ],
 "byState": true,
 "byArea": true,
 "operations": {
  "CallBackAnswer": {
   "id": "sha256:e82d1741d70f77f3414ff3ba1577dfcf91617702a10fe534a2e0e326051301b5",
   "kind": "mutation",
   "name": "CallBackAnswer",
   "texts": {
    "text": 500
   }
  },
  "CallBackCounted": {
   "id": "sha256:0c24198a648c7579e25c11b6092c8d106543c93ede9c477e6b8db4337948361c",
   "kind": "query",
   "name": "CallBackCounted"
  },
  "CallBackDetail": {
   "id": "sha256:fb19c1c53ef7b03c2a4913584a9dedb83f2f14ec72a839780a535d296ad5e10e",
   "kind": "query",
   "name": "CallBackDetail"
  },
  "CallBackEvents": {
   "id": "sha256:0d015aa5ccd29aaa294eba1a4b3cbbbd3a18f3bb04e73f4823b3186589a3625b",
   "kind": "query",
   "name": "CallBackEvents"
  },
  "CallBackList": {
   "id": "sha256:acd900b909b3e6f7673e44eb6a3409383c40ba720fed7676bc81709e25951431",
   "kind": "query",
   "name": "CallBackList"
  },
  "CallBackRefuse": {
   "id": "sha256:885a512623ee675d7060cab2fe161730b1f006be856681cb058dd1e550cca207",
   "kind": "mutation",
   "name": "CallBackRefuse"
  },
  "CallBackUnreachable": {
   "id": "sha256:67751d849a61fec0982937bc25d646c15ddda620fc09c706cc14651dfebdd123",
   "kind": "mutation",
   "name": "CallBackUnreachable"
  }
 }
}
