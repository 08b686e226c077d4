// Made by `./grid schema` from what the nouns declare. Do not edit.
/** @type {import('../../core/noun.js').Noun} */
export const noun = {
 "name": "claim",
 "type": "Claim",
 "field": "claim",
 "list": "claims",
 "words": [
  "认领",
  "Claims"
 ],
 "empty": [
  "企业认领的列在这里，交付后由社区确认。",
  "What firms have claimed is listed here; who needed it confirms it."
 ],
 "states": {
  "CLAIMED": [
   "已认领",
   "Claimed"
  ],
  "IN_SERVICE": [
   "实施中",
   "Under way"
  ],
  "DELIVERED": [
   "已交付",
   "Delivered"
  ],
  "CONFIRMED": [
   "已确认",
   "Confirmed"
  ],
  "RELEASED": [
   "已退出",
   "Let go"
  ]
 },
 "steps": {
  "START": [
   "开始",
   "Begin"
  ],
  "DELIVER": [
   "交付",
   "Deliver"
  ],
  "CONFIRM": [
   "确认",
   "Confirm"
  ],
  "NOT_ACCEPTED": [
   "未认可",
   "Not accepted"
  ],
  "RELEASE": [
   "退出",
   "Let go"
  ]
 },
 "roads": {
  "CLAIMED": [
   "CLAIMED",
   "IN_SERVICE",
   "DELIVERED",
   "CONFIRMED"
  ],
  "IN_SERVICE": [
   "CLAIMED",
   "IN_SERVICE",
   "DELIVERED",
   "CONFIRMED"
  ],
  "RELEASED": [
   "CLAIMED",
   "RELEASED"
  ],
  "DELIVERED": [
   "CLAIMED",
   "IN_SERVICE",
   "DELIVERED",
   "CONFIRMED"
  ],
  "CONFIRMED": [
   "CLAIMED",
   "IN_SERVICE",
   "DELIVERED",
   "CONFIRMED"
  ]
 },
 "ended": [
  "CONFIRMED",
  "RELEASED"
 ],
 "heading": [],
 "line": "needed",
 "due": "dueOn",
 "waits": [
  "CLAIMED",
  "IN_SERVICE"
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
   "key": "needed",
   "words": [
    "需要什么",
    "What is needed"
   ],
   "kind": "text"
  },
  {
   "key": "quantity",
   "words": [
    "认领多少",
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
   "key": "dueOn",
   "words": [
    "哪天前做完",
    "Done by"
   ],
   "kind": "day"
  },
  {
   "key": "text",
   "words": [
    "打算怎么做",
    "How it will be done"
   ],
   "kind": "text"
  },
  {
   "key": "madeAt",
   "words": [
    "认领",
    "Claimed"
   ],
   "kind": "moment"
  },
  {
   "key": "delivery",
   "words": [
    "交付了什么",
    "Delivery"
   ],
   "kind": "text"
  },
  {
   "key": "deliveredAt",
   "words": [
    "交付",
    "Delivered"
   ],
   "kind": "moment"
  },
  {
   "key": "cooperation",
   "words": [
    "企业评配合",
    "Rated by the firm"
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
   "key": "objection",
   "words": [
    "上次差什么",
    "What was missing"
   ],
   "kind": "text"
  },
  {
   "key": "sentBack",
   "words": [
    "几次没认可",
    "Times not accepted"
   ],
   "kind": "number"
  },
  {
   "key": "rating",
   "words": [
    "需求方评交付",
    "Rated by who needed it"
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
   "key": "remark",
   "words": [
    "需求方的话",
    "Remark"
   ],
   "kind": "text"
  },
  {
   "key": "reason",
   "words": [
    "退出的理由",
    "Reason for which it was let go"
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
  },
  {
   "key": "unit",
   "words": [
    "哪家企业",
    "Firm"
   ],
   "kind": "unit"
  }
 ],
 "commands": [
  {
   "name": "ClaimMake",
   "mutation": "claimMake",
   "step": "MAKE",
   "begins": true,
   "offline": false,
   "words": [
    "认领一份",
    "Claim a part"
   ],
   "fields": [
    {
     "key": "quantity",
     "words": [
      "认领多少",
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
     "key": "dueOn",
     "words": [
      "哪天前做完",
      "Done by"
     ],
     "kind": "day",
     "within": [
      0,
      366
     ]
    },
    {
     "key": "text",
     "words": [
      "打算怎么做",
      "How it will be done"
     ],
     "kind": "text",
     "longest": 500,
     "long": true
    }
   ],
   "about": "demandId"
  },
  {
   "name": "ClaimStart",
   "mutation": "claimStart",
   "step": "START",
   "begins": false,
   "offline": false,
   "words": [
    "开始做",
    "Begin"
   ],
   "fields": []
  },
  {
   "name": "ClaimDeliver",
   "mutation": "claimDeliver",
   "step": "DELIVER",
   "begins": false,
   "offline": false,
   "words": [
    "交付",
    "Deliver it"
   ],
   "fields": [
    {
     "key": "text",
     "words": [
      "交付了什么",
      "What was delivered"
     ],
     "kind": "text",
     "least": 4,
     "longest": 500,
     "long": true
    },
    {
     "key": "cooperation",
     "words": [
      "对方配合得怎么样",
      "How they worked with you"
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
    }
   ]
  },
  {
   "name": "ClaimConfirm",
   "mutation": "claimConfirm",
   "step": "CONFIRM",
   "begins": false,
   "offline": false,
   "words": [
    "确认收到",
    "Confirm it"
   ],
   "fields": [
    {
     "key": "rating",
     "words": [
      "满不满意",
      "How it was"
     ],
     "kind": "code",
     "least": 1,
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
     "key": "remark",
     "words": [
      "想说的话",
      "Remark"
     ],
     "kind": "text",
     "longest": 500,
     "long": true
    }
   ]
  },
  {
   "name": "ClaimNotAccepted",
   "mutation": "claimNotAccepted",
   "step": "NOT_ACCEPTED",
   "begins": false,
   "offline": false,
   "words": [
    "还不行",
    "Not accepted yet"
   ],
   "fields": [
    {
     "key": "text",
     "words": [
      "差什么",
      "What is missing"
     ],
     "kind": "text",
     "least": 4,
     "longest": 500,
     "long": true
    }
   ]
  },
  {
   "name": "ClaimRelease",
   "mutation": "claimRelease",
   "step": "RELEASE",
   "begins": false,
   "offline": false,
   "words": [
    "退出",
    "Let it go"
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
  "ClaimConfirm": {
   "id": "sha256:78c799751166fec2c5f15efa864fa65fd2486891840c25461249140c7bf7f642",
   "kind": "mutation",
   "name": "ClaimConfirm",
   "texts": {
    "remark": 500
   }
  },
  "ClaimCounted": {
   "id": "sha256:6ddd4bfc12819fff564efcf36a2b59fbba10e04c27d464b882e75fce2c07f255",
   "kind": "query",
   "name": "ClaimCounted"
  },
  "ClaimDeliver": {
   "id": "sha256:52397cdd62c743667773fad5c0ef81e6a851b12e9775867b5a8372c57138f68a",
   "kind": "mutation",
   "name": "ClaimDeliver",
   "texts": {
    "text": 500
   }
  },
  "ClaimDetail": {
   "id": "sha256:7669e34a1d2aabecaae3fa0c9c67aa932cbcfcc5d3f9b1d74f2cb8519c9dd8a1",
   "kind": "query",
   "name": "ClaimDetail"
  },
  "ClaimEvents": {
   "id": "sha256:5be2e954056959b88b010fab8286d2dce23652b3c3c856cb65b1a625dfdefc65",
   "kind": "query",
   "name": "ClaimEvents"
  },
  "ClaimList": {
   "id": "sha256:96a7dd4b68ca982dc6630cd8127c75d52717ef23e4c50ec1310c9bb09a22c70d",
   "kind": "query",
   "name": "ClaimList"
  },
  "ClaimMake": {
   "id": "sha256:b9a2abbc5dd223ec074b9018484c73c1ae9d23934d2e979c4688ddd89032370c",
   "kind": "mutation",
   "name": "ClaimMake",
   "texts": {
    "text": 500
   }
  },
  "ClaimNotAccepted": {
   "id": "sha256:18a5e06a471d337969edb3132b399965f2d59ed7fc62236932ebcbbcc003f431",
   "kind": "mutation",
   "name": "ClaimNotAccepted",
   "texts": {
    "text": 500
   }
  },
  "ClaimRelease": {
   "id": "sha256:57b776e20a53b44392742e4828770955171f9432139aaa5c2017855288cbfb62",
   "kind": "mutation",
   "name": "ClaimRelease",
   "texts": {
    "text": 500
   }
  },
  "ClaimStart": {
   "id": "sha256:ae5799531006a5b3b951e1c1d674739f6eebfc0873e128da9f4f7b9bdb4a4512",
   "kind": "mutation",
   "name": "ClaimStart"
  }
 }
}
