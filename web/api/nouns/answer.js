// Made by `./grid schema` from what the nouns declare. Do not edit.
/** @type {import('../../core/noun.js').Noun} */
export const noun = {
 "name": "answer",
 "type": "Answer",
 "field": "answer",
 "list": "answers",
 "words": [
  "答复",
  "Answers"
 ],
 "empty": [
  "工单办完后起草答复，另一人审读。",
  "Answers are drafted once an order is done, and read by another."
 ],
 "states": {
  "DRAFT": [
   "起草",
   "A draft"
  ],
  "READ": [
   "已审读",
   "Read"
  ],
  "SENT": [
   "已发出",
   "Sent"
  ]
 },
 "steps": {
  "EDIT": [
   "改写",
   "Write it anew"
  ],
  "READ": [
   "同意发出",
   "Agree to it"
  ],
  "SEND_BACK": [
   "退回改",
   "Give it back to be changed"
  ],
  "SEND": [
   "发出",
   "Send it"
  ]
 },
 "roads": {
  "DRAFT": [
   "DRAFT",
   "READ",
   "SENT"
  ],
  "READ": [
   "DRAFT",
   "READ",
   "SENT"
  ],
  "SENT": [
   "DRAFT",
   "READ",
   "SENT"
  ]
 },
 "ended": [
  "SENT"
 ],
 "heading": [
  "number"
 ],
 "line": "measures",
 "due": null,
 "waits": [
  "DRAFT",
  "READ"
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
   "key": "kind",
   "words": [
    "诉求类型",
    "Kind of its order"
   ],
   "kind": "code",
   "codes": {
    "CONSULT": [
     "咨询",
     "A question"
    ],
    "HELP": [
     "求助",
     "A call for help"
    ],
    "COMPLAINT": [
     "投诉",
     "A complaint"
    ],
    "REPORT": [
     "举报",
     "A report against somebody"
    ],
    "SUGGESTION": [
     "建议",
     "A suggestion"
    ]
   }
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
   "key": "round",
   "words": [
    "第几轮",
    "Round"
   ],
   "kind": "number"
  },
  {
   "key": "acceptedAt",
   "words": [
    "受理时间",
    "Taken up"
   ],
   "kind": "moment"
  },
  {
   "key": "contact",
   "words": [
    "与谁沟通",
    "Spoken to"
   ],
   "kind": "text"
  },
  {
   "key": "measures",
   "words": [
    "解决措施",
    "Measures"
   ],
   "kind": "text"
  },
  {
   "key": "finished",
   "words": [
    "已办完",
    "Done"
   ],
   "kind": "flag"
  },
  {
   "key": "promisedOn",
   "words": [
    "承诺哪天办完",
    "Promised for"
   ],
   "kind": "day"
  },
  {
   "key": "remark",
   "words": [
    "审读人要改的",
    "Remark of its reader"
   ],
   "kind": "text"
  },
  {
   "key": "writtenAt",
   "words": [
    "起草",
    "Written"
   ],
   "kind": "moment"
  },
  {
   "key": "readAt",
   "words": [
    "审读",
    "Read"
   ],
   "kind": "moment"
  },
  {
   "key": "sentAt",
   "words": [
    "发出",
    "Sent"
   ],
   "kind": "moment"
  },
  {
   "key": "writtenBy",
   "words": [
    "谁起草",
    "Writer"
   ],
   "kind": "person"
  },
  {
   "key": "readBy",
   "words": [
    "谁审读",
    "Reader"
   ],
   "kind": "person"
  },
  {
   "key": "own",
   "words": [
    "自己写的",
    "One's own"
   ],
   "kind": "flag"
  }
 ],
 "commands": [
  {
   "name": "AnswerEdit",
   "mutation": "answerEdit",
   "step": "EDIT",
   "begins": false,
   "offline": false,
   "words": [
    "改写",
    "Write it anew"
   ],
   "fields": [
    {
     "key": "acceptedAt",
     "words": [
      "何时受理",
      "When the unit took it up"
     ],
     "kind": "moment",
     "least": 1,
     "within": [
      3660,
      1
     ]
    },
    {
     "key": "contact",
     "words": [
      "与谁沟通",
      "Whom they spoke to"
     ],
     "kind": "text",
     "least": 1,
     "longest": 200,
     "long": true
    },
    {
     "key": "measures",
     "words": [
      "解决措施",
      "What was done"
     ],
     "kind": "text",
     "least": 1,
     "long": true
    },
    {
     "key": "finished",
     "words": [
      "已办完",
      "Whether it is done"
     ],
     "kind": "yesno",
     "least": 1
    },
    {
     "key": "promisedOn",
     "words": [
      "未办完则承诺哪天",
      "If not"
     ],
     "kind": "day",
     "within": [
      0,
      366
     ]
    }
   ]
  },
  {
   "name": "AnswerRead",
   "mutation": "answerRead",
   "step": "READ",
   "begins": false,
   "offline": false,
   "words": [
    "同意发出",
    "Agree to it"
   ],
   "fields": []
  },
  {
   "name": "AnswerSendBack",
   "mutation": "answerSendBack",
   "step": "SEND_BACK",
   "begins": false,
   "offline": false,
   "words": [
    "退回改",
    "Give it back"
   ],
   "fields": [
    {
     "key": "text",
     "words": [
      "改什么",
      "What to change"
     ],
     "kind": "text",
     "least": 5,
     "longest": 500,
     "long": true
    }
   ]
  },
  {
   "name": "AnswerSend",
   "mutation": "answerSend",
   "step": "SEND",
   "begins": false,
   "offline": false,
   "words": [
    "发出",
    "Send it"
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
  "AnswerCounted": {
   "id": "sha256:4b7486de32587e07325d5e3cc3b96f411b8764a5283856bbc151acffdd4acb66",
   "kind": "query",
   "name": "AnswerCounted"
  },
  "AnswerDetail": {
   "id": "sha256:ec4aa16bb8a8fe817f5fa09308ae351f4632c9a729037fb7c56a01b99ec367c8",
   "kind": "query",
   "name": "AnswerDetail"
  },
  "AnswerEdit": {
   "id": "sha256:3a042dd5d4072d8b1270f7a11e4cdf01a76854d12f7fc5a004b5fedfd0c3fc56",
   "kind": "mutation",
   "name": "AnswerEdit",
   "texts": {
    "contact": 200
   }
  },
  "AnswerEvents": {
   "id": "sha256:b9bfab7d6bc985555b7fdab7447a668fed9580c68d6a6ff28584effcdc3ecc44",
   "kind": "query",
   "name": "AnswerEvents"
  },
  "AnswerList": {
   "id": "sha256:de2196e9d1e5a80e1f3870077d8670fb6a2fd3bdfb69926eee83c9344c122a19",
   "kind": "query",
   "name": "AnswerList"
  },
  "AnswerRead": {
   "id": "sha256:33d673e19d015bf418a268d50896b7f3adc23cdc22a36dcdcc848b58f05744d5",
   "kind": "mutation",
   "name": "AnswerRead"
  },
  "AnswerSend": {
   "id": "sha256:4402f2bf1e456fceb62eea0d3a216f6bd91dc883c8e2811ff7e5e0e7b44ee522",
   "kind": "mutation",
   "name": "AnswerSend"
  },
  "AnswerSendBack": {
   "id": "sha256:d470a704ebfeb3f1bce282d28bb200ca84241f8668cb6a118e1afaa560f905e5",
   "kind": "mutation",
   "name": "AnswerSendBack",
   "texts": {
    "text": 500
   }
  }
 }
}
