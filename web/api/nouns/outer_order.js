// Made by `./grid schema` from what the nouns declare. Do not edit.
/** @type {import('../../core/noun.js').Noun} */
export const noun = {
 "name": "outer_order",
 "type": "OuterOrder",
 "field": "outerOrder",
 "list": "outerOrders",
 "words": [
  "12345 工单",
  "12345 orders"
 ],
 "empty": [
  "导入 12345 的文件后，工单列在这里。",
  "Orders are listed here once a file of 12345 was imported."
 ],
 "states": {
  "RECEIVED": [
   "已接收",
   "Received"
  ],
  "OURS": [
   "承办中",
   "Taken on"
  ],
  "RETURNED": [
   "已退回来源",
   "Given back to its source"
  ],
  "DECLINED": [
   "不予受理",
   "Declined as out of scope"
  ],
  "ANSWERED": [
   "已答复",
   "Answered"
  ],
  "SENT_BACK": [
   "被退回重办",
   "Sent back to be done again"
  ],
  "ACCEPTED": [
   "已认可",
   "Accepted"
  ]
 },
 "steps": {
  "TAKE": [
   "承接",
   "Take it on as an incident"
  ],
  "GIVE_BACK": [
   "退回来源",
   "Give it back to its source"
  ],
  "DECLINE": [
   "不予受理",
   "Decline it as out of scope"
  ],
  "APPEAL": [
   "申诉",
   "Appeal"
  ],
  "ANSWER": [
   "答复已发出",
   "Its answer was sent"
  ],
  "ACCEPT": [
   "来源认可",
   "Its source accepts the answer"
  ],
  "SEND_BACK": [
   "来源退回重办",
   "Its source sends it back"
  ],
  "TAKE_AGAIN": [
   "再办",
   "Take it on again"
  ],
  "UPDATE": [
   "来源有更新",
   "Its source changed it"
  ]
 },
 "roads": {
  "RECEIVED": [
   "RECEIVED",
   "OURS",
   "ANSWERED",
   "ACCEPTED"
  ],
  "OURS": [
   "RECEIVED",
   "OURS",
   "ANSWERED",
   "ACCEPTED"
  ],
  "RETURNED": [
   "RECEIVED",
   "RETURNED"
  ],
  "DECLINED": [
   "RECEIVED",
   "DECLINED"
  ],
  "ANSWERED": [
   "RECEIVED",
   "OURS",
   "ANSWERED",
   "ACCEPTED"
  ],
  "ACCEPTED": [
   "RECEIVED",
   "OURS",
   "ANSWERED",
   "ACCEPTED"
  ],
  "SENT_BACK": [
   "RECEIVED",
   "OURS",
   "ANSWERED",
   "SENT_BACK"
  ]
 },
 "ended": [
  "RETURNED",
  "ACCEPTED"
 ],
 "heading": [
  "kind",
  "number"
 ],
 "line": "text",
 "due": "dueAt",
 "waits": [
  "RECEIVED",
  "OURS",
  "SENT_BACK"
 ],
 "columns": [
  {
   "key": "number",
   "words": [
    "来源编号",
    "Number"
   ],
   "kind": "text"
  },
  {
   "key": "comesFrom",
   "words": [
    "来源",
    "Source"
   ],
   "kind": "text"
  },
  {
   "key": "kind",
   "words": [
    "诉求类型",
    "Kind"
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
   "key": "className",
   "words": [
    "来源的分类",
    "Class"
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
   "key": "address",
   "words": [
    "地址",
    "Address"
   ],
   "kind": "text"
  },
  {
   "key": "text",
   "words": [
    "诉求",
    "Words"
   ],
   "kind": "text"
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
   "key": "sentAt",
   "words": [
    "来源派单",
    "Sent by its source"
   ],
   "kind": "moment"
  },
  {
   "key": "receivedAt",
   "words": [
    "收到",
    "Received"
   ],
   "kind": "moment"
  },
  {
   "key": "dueAt",
   "words": [
    "来源的时限",
    "Answer due"
   ],
   "kind": "moment"
  },
  {
   "key": "returnBy",
   "words": [
    "最迟退回",
    "Returned until"
   ],
   "kind": "moment"
  },
  {
   "key": "classCode",
   "words": [
    "小类代码",
    "Class of ours"
   ],
   "kind": "text"
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
   "key": "incident",
   "words": [
    "转成的案件",
    "Incident that it became"
   ],
   "kind": "incident"
  },
  {
   "key": "reasonCode",
   "words": [
    "为什么不予受理",
    "Reason of declining"
   ],
   "kind": "code",
   "codes": {
    "COURT": [
     "已进入诉讼、仲裁或复议",
     "It is before a court"
    ],
    "OTHER_BODY": [
     "属上级或其他机关职权",
     "Another authority's to decide"
    ],
    "PRIVATE": [
     "民事纠纷",
     "A dispute between private parties"
    ],
    "DONE": [
     "已办结",
     "Done before"
    ],
    "UNREASONABLE": [
     "没有法律政策依据",
     "Nothing in law or policy grants it"
    ]
   }
  },
  {
   "key": "words",
   "words": [
    "退回、不予受理或退回重办时写的",
    "Reason"
   ],
   "kind": "text"
  },
  {
   "key": "appeal",
   "words": [
    "来电人的申诉",
    "Appeal of the caller"
   ],
   "kind": "text"
  },
  {
   "key": "answeredAt",
   "words": [
    "何时答复",
    "Answered"
   ],
   "kind": "moment"
  },
  {
   "key": "late",
   "words": [
    "答复晚了",
    "Answered late"
   ],
   "kind": "flag"
  },
  {
   "key": "closedAt",
   "words": [
    "了结",
    "Closed"
   ],
   "kind": "moment"
  },
  {
   "key": "answerWords",
   "words": [
    "答复的四项",
    "Answer that was sent last"
   ],
   "kind": "text"
  },
  {
   "key": "updated",
   "words": [
    "来源有更新",
    "Updated"
   ],
   "kind": "flag"
  }
 ],
 "commands": [
  {
   "name": "OuterOrderTake",
   "mutation": "outerOrderTake",
   "step": "TAKE",
   "begins": false,
   "offline": false,
   "words": [
    "承接",
    "Take it on as an incident"
   ],
   "fields": [
    {
     "key": "classCode",
     "words": [
      "小类",
      "Class"
     ],
     "kind": "class",
     "longest": 16
    },
    {
     "key": "grid",
     "words": [
      "在哪个网格",
      "In which grid"
     ],
     "kind": "area",
     "least": 1,
     "longest": 15
    }
   ]
  },
  {
   "name": "OuterOrderGiveBack",
   "mutation": "outerOrderGiveBack",
   "step": "GIVE_BACK",
   "begins": false,
   "offline": false,
   "words": [
    "退回来源",
    "Give it back"
   ],
   "fields": [
    {
     "key": "text",
     "words": [
      "理由",
      "Reason"
     ],
     "kind": "text",
     "least": 5,
     "longest": 500,
     "long": true
    }
   ]
  },
  {
   "name": "OuterOrderDecline",
   "mutation": "outerOrderDecline",
   "step": "DECLINE",
   "begins": false,
   "offline": false,
   "words": [
    "不予受理",
    "Decline it"
   ],
   "fields": [
    {
     "key": "reasonCode",
     "words": [
      "为什么",
      "Why"
     ],
     "kind": "code",
     "least": 1,
     "codes": {
      "COURT": [
       "已进入诉讼、仲裁或复议",
       "It is before a court"
      ],
      "OTHER_BODY": [
       "属上级或其他机关职权",
       "Another authority's to decide"
      ],
      "PRIVATE": [
       "民事纠纷",
       "A dispute between private parties"
      ],
      "DONE": [
       "已办结",
       "Done before"
      ],
      "UNREASONABLE": [
       "没有法律政策依据",
       "Nothing in law or policy grants it"
      ]
     }
    },
    {
     "key": "text",
     "words": [
      "写给来电人的话",
      "Words for whoever called"
     ],
     "kind": "text",
     "longest": 500,
     "long": true
    }
   ]
  },
  {
   "name": "OuterOrderAppeal",
   "mutation": "outerOrderAppeal",
   "step": "APPEAL",
   "begins": false,
   "offline": false,
   "words": [
    "记下来电人的申诉",
    "Note the caller's appeal"
   ],
   "fields": [
    {
     "key": "text",
     "words": [
      "来电人说什么",
      "What they say"
     ],
     "kind": "text",
     "least": 5,
     "longest": 500,
     "long": true
    }
   ]
  },
  {
   "name": "OuterOrderAccept",
   "mutation": "outerOrderAccept",
   "step": "ACCEPT",
   "begins": false,
   "offline": false,
   "words": [
    "来源已认可",
    "Its source has accepted the answer"
   ],
   "fields": []
  },
  {
   "name": "OuterOrderSendBack",
   "mutation": "outerOrderSendBack",
   "step": "SEND_BACK",
   "begins": false,
   "offline": false,
   "words": [
    "来源退回重办",
    "Its source sends it back"
   ],
   "fields": [
    {
     "key": "text",
     "words": [
      "来源说什么",
      "What its source says"
     ],
     "kind": "text",
     "least": 5,
     "longest": 500,
     "long": true
    },
    {
     "key": "dueAt",
     "words": [
      "新的时限",
      "The new deadline"
     ],
     "kind": "moment",
     "within": [
      0,
      366
     ]
    }
   ]
  },
  {
   "name": "OuterOrderTakeAgain",
   "mutation": "outerOrderTakeAgain",
   "step": "TAKE_AGAIN",
   "begins": false,
   "offline": false,
   "words": [
    "再办",
    "Take it on again"
   ],
   "fields": []
  },
  {
   "name": "OuterOrderReveal",
   "mutation": "outerOrderReveal",
   "step": "REVEAL",
   "begins": false,
   "offline": false,
   "words": [
    "看来电人联系方式",
    "See who called"
   ],
   "fields": [
    {
     "key": "purpose",
     "words": [
      "为什么要看",
      "What for"
     ],
     "kind": "code",
     "least": 1,
     "codes": {
      "ASK": [
       "回电核实情况",
       "To ask back"
      ],
      "TELL": [
       "告知办理结果",
       "To tell what was done"
      ],
      "MEET": [
       "约时间上门或见面",
       "To arrange a visit"
      ],
      "SATISFIED": [
       "回访是否满意",
       "To ask whether they are content"
      ]
     }
    }
   ]
  }
 ],
 "contact": "contact",
 "mine": [
  "等我办",
  "Waiting for me"
 ],
 "byState": true,
 "byArea": true,
 "operations": {
  "OuterOrderAccept": {
   "id": "sha256:17f874efe2221d648abeff1d7a9e558f2440561c37adf5b3ba1f2c2d5dd88749",
   "kind": "mutation",
   "name": "OuterOrderAccept"
  },
  "OuterOrderAppeal": {
   "id": "sha256:b5ef99d2fd34ea16ec1ba2ebf50525793154eb2e7a12a2b867feaf0c5dabb88c",
   "kind": "mutation",
   "name": "OuterOrderAppeal",
   "texts": {
    "text": 500
   }
  },
  "OuterOrderCounted": {
   "id": "sha256:174fd35c1c6a871920c38148a6541ba819f865ac8eb1a638a723eb6607a85c53",
   "kind": "query",
   "name": "OuterOrderCounted"
  },
  "OuterOrderDecline": {
   "id": "sha256:bc9d6b062f66ccaa1088836da9bddaeab7e8738abdd260861b6440324e9e3c14",
   "kind": "mutation",
   "name": "OuterOrderDecline",
   "texts": {
    "text": 500
   }
  },
  "OuterOrderDetail": {
   "id": "sha256:f827307a513f36dc88d2f176d60e9f7b1557338a1e16bcc316163cd07a8f4fe0",
   "kind": "query",
   "name": "OuterOrderDetail"
  },
  "OuterOrderEvents": {
   "id": "sha256:d13cce0d59910e28ec40e0f348d5a475491966ff67afc93af3ed4596f2ce826f",
   "kind": "query",
   "name": "OuterOrderEvents"
  },
  "OuterOrderGiveBack": {
   "id": "sha256:40128b91124d4c1050554deeda8aa3645586c839cc49cd7cd0325d16158176e0",
   "kind": "mutation",
   "name": "OuterOrderGiveBack",
   "texts": {
    "text": 500
   }
  },
  "OuterOrderList": {
   "id": "sha256:82cd35e58043fc227c48eaf5634dc63fc1da698782a6dfd38ac02342cbffda3f",
   "kind": "query",
   "name": "OuterOrderList"
  },
  "OuterOrderReveal": {
   "id": "sha256:debbc34e53913f3e44b731ba9f44846e06612dfd7e1059b6c57a6a5402feff22",
   "kind": "mutation",
   "name": "OuterOrderReveal"
  },
  "OuterOrderSendBack": {
   "id": "sha256:252815a70f347bdefad6ff04daa679201ab0e9080e5bb5123ded569c4aff5e0d",
   "kind": "mutation",
   "name": "OuterOrderSendBack",
   "texts": {
    "text": 500
   }
  },
  "OuterOrderTake": {
   "id": "sha256:9537ab2562948fcd6409b0bbef148a149e1d56c6b0fa388dcbb5779769e9750f",
   "kind": "mutation",
   "name": "OuterOrderTake"
  },
  "OuterOrderTakeAgain": {
   "id": "sha256:b01aa4de493dc3b1eecef987fdda268189d07c7e334cec96033debffc04960da",
   "kind": "mutation",
   "name": "OuterOrderTakeAgain"
  }
 }
}
