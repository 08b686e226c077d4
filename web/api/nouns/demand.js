// Made by `./grid schema` from what the nouns declare. Do not edit.
/** @type {import('../../core/noun.js').Noun} */
export const noun = {
 "name": "demand",
 "type": "Demand",
 "field": "demand",
 "list": "demands",
 "words": [
  "需求清单",
  "Demands"
 ],
 "empty": [
  "社区和街道公布的需求列在这里。",
  "What communities and streets need is listed here."
 ],
 "states": {
  "DRAFT": [
   "起草",
   "Draft"
  ],
  "PUBLISHED": [
   "已公布",
   "Published"
  ],
  "FULL": [
   "已认领完",
   "Claimed in full"
  ],
  "CLOSED": [
   "已评价",
   "Closed"
  ],
  "WITHDRAWN": [
   "撤回",
   "Withdrawn"
  ],
  "UNCLAIMED": [
   "未认领转入下期",
   "Not claimed"
  ]
 },
 "steps": {
  "PUBLISH": [
   "公布",
   "Publish"
  ],
  "WITHDRAW": [
   "撤回",
   "Withdraw"
  ],
  "FILL": [
   "认领完",
   "Claimed in full"
  ],
  "REOPEN": [
   "又有余量",
   "Some is left again"
  ],
  "CLOSE": [
   "评价完",
   "Closed"
  ],
  "WINDOW_END": [
   "本季结束",
   "The quarter is over"
  ]
 },
 "roads": {
  "DRAFT": [
   "DRAFT",
   "PUBLISHED",
   "FULL"
  ],
  "PUBLISHED": [
   "DRAFT",
   "PUBLISHED",
   "FULL"
  ],
  "WITHDRAWN": [
   "DRAFT",
   "WITHDRAWN"
  ],
  "FULL": [
   "DRAFT",
   "PUBLISHED",
   "FULL"
  ],
  "UNCLAIMED": [
   "DRAFT",
   "PUBLISHED",
   "UNCLAIMED"
  ],
  "CLOSED": [
   "DRAFT",
   "PUBLISHED",
   "FULL",
   "CLOSED"
  ]
 },
 "ended": [
  "CLOSED",
  "WITHDRAWN",
  "UNCLAIMED"
 ],
 "heading": [
  "matter"
 ],
 "line": "text",
 "due": "neededBy",
 "waits": [
  "PUBLISHED",
  "FULL"
 ],
 "columns": [
  {
   "key": "area",
   "words": [
    "哪里需要",
    "Place that needs it"
   ],
   "kind": "area"
  },
  {
   "key": "matter",
   "words": [
    "哪一类的事",
    "Kind of matter"
   ],
   "kind": "code",
   "codes": {
    "SOCIAL": [
     "社会性",
     "A social matter"
    ],
    "MASS": [
     "群众性",
     "A matter of the residents"
    ],
    "PUBLIC_GOOD": [
     "公益性",
     "For the public good"
    ]
   }
  },
  {
   "key": "text",
   "words": [
    "需要什么",
    "What is needed"
   ],
   "kind": "text"
  },
  {
   "key": "quantity",
   "words": [
    "要多少",
    "Quantity"
   ],
   "kind": "number"
  },
  {
   "key": "measure",
   "words": [
    "单位",
    "Counted in"
   ],
   "kind": "text"
  },
  {
   "key": "claimed",
   "words": [
    "已认领多少",
    "Claimed"
   ],
   "kind": "number"
  },
  {
   "key": "confirmed",
   "words": [
    "已交付并确认多少",
    "Delivered and confirmed"
   ],
   "kind": "number"
  },
  {
   "key": "neededBy",
   "words": [
    "最迟哪天要",
    "Needed by"
   ],
   "kind": "day"
  },
  {
   "key": "quarter",
   "words": [
    "哪一季的清单",
    "On the list of"
   ],
   "kind": "text"
  },
  {
   "key": "round",
   "words": [
    "第几季在清单上",
    "Quarters on the list"
   ],
   "kind": "number"
  },
  {
   "key": "madeAt",
   "words": [
    "起草",
    "Drafted"
   ],
   "kind": "moment"
  },
  {
   "key": "publishedAt",
   "words": [
    "公布",
    "Published"
   ],
   "kind": "moment"
  },
  {
   "key": "reason",
   "words": [
    "撤回的理由",
    "Reason for which it was withdrawn"
   ],
   "kind": "text"
  },
  {
   "key": "closedAt",
   "words": [
    "结束",
    "Ended"
   ],
   "kind": "moment"
  }
 ],
 "commands": [
  {
   "name": "DemandDraft",
   "mutation": "demandDraft",
   "step": "DRAFT",
   "begins": true,
   "offline": false,
   "words": [
    "起草一条需求",
    "Draft a demand"
   ],
   "fields": [
    {
     "key": "area",
     "words": [
      "哪个社区或街道需要",
      "Place that needs it"
     ],
     "kind": "area",
     "least": 1,
     "longest": 12
    },
    {
     "key": "matter",
     "words": [
      "哪一类的事",
      "Kind of matter"
     ],
     "kind": "code",
     "least": 1,
     "codes": {
      "SOCIAL": [
       "社会性",
       "A social matter"
      ],
      "MASS": [
       "群众性",
       "A matter of the residents"
      ],
      "PUBLIC_GOOD": [
       "公益性",
       "For the public good"
      ]
     }
    },
    {
     "key": "text",
     "words": [
      "需要什么",
      "What is needed"
     ],
     "kind": "text",
     "least": 4,
     "longest": 500,
     "long": true
    },
    {
     "key": "quantity",
     "words": [
      "数量",
      "Quantity"
     ],
     "kind": "number",
     "least": 1,
     "between": [
      1,
      1000000
     ]
    },
    {
     "key": "measure",
     "words": [
      "单位",
      "Counted in"
     ],
     "kind": "text",
     "least": 1,
     "longest": 8
    },
    {
     "key": "neededBy",
     "words": [
      "最迟哪天要",
      "Needed by"
     ],
     "kind": "day",
     "least": 1,
     "within": [
      0,
      366
     ]
    }
   ]
  },
  {
   "name": "DemandPublish",
   "mutation": "demandPublish",
   "step": "PUBLISH",
   "begins": false,
   "offline": false,
   "words": [
    "公布到本季清单",
    "Publish it on this quarter's list"
   ],
   "fields": []
  },
  {
   "name": "DemandWithdraw",
   "mutation": "demandWithdraw",
   "step": "WITHDRAW",
   "begins": false,
   "offline": false,
   "words": [
    "撤回",
    "Withdraw it"
   ],
   "fields": [
    {
     "key": "text",
     "words": [
      "理由",
      "Reason"
     ],
     "kind": "text",
     "least": 1,
     "longest": 500,
     "long": true
    }
   ]
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
  "DemandCounted": {
   "id": "sha256:4b1ee862ee03e75e6072db800f23576c97e1987c6dadc60617bc7f4019d71a1e",
   "kind": "query",
   "name": "DemandCounted"
  },
  "DemandDetail": {
   "id": "sha256:7e1cb5098769e56a2ac1e43921d8cd9c45f4f841d54cbfd5603fe203193575db",
   "kind": "query",
   "name": "DemandDetail"
  },
  "DemandDraft": {
   "id": "sha256:5d79d02df8a599ff1c56f6b3fce0631000f1071f19561e47cc73a4c909d77256",
   "kind": "mutation",
   "name": "DemandDraft",
   "texts": {
    "text": 500,
    "measure": 8
   }
  },
  "DemandEvents": {
   "id": "sha256:201e667c7e506b8b280fa91b40b68b448fa0f07e1f1fe923f1bd220337bc836d",
   "kind": "query",
   "name": "DemandEvents"
  },
  "DemandList": {
   "id": "sha256:84aadc0cc64abf5343af691d382de623eb27e5f5f8b3ff50cd1753e0f4d50051",
   "kind": "query",
   "name": "DemandList"
  },
  "DemandPublish": {
   "id": "sha256:5e7ac627468ad3628538f5ef7120b87a9a1fd247a14ce599eaaedebfdec45f1c",
   "kind": "mutation",
   "name": "DemandPublish"
  },
  "DemandWithdraw": {
   "id": "sha256:df376c6f5a6ced438e8827ece2992c52f585e6c3278c7daa2b27b48b209d4a47",
   "kind": "mutation",
   "name": "DemandWithdraw",
   "texts": {
    "text": 500
   }
  }
 }
}
