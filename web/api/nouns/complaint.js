// Made by `./grid schema` from what the nouns declare. Do not edit.
/** @type {import('../../core/noun.js').Noun} */
export const noun = {
 "name": "complaint",
 "type": "Complaint",
 "field": "complaint",
 "list": "complaints",
 "words": [
  "投诉建议",
  "Complaints"
 ],
 "empty": [
  "居民和网格员提的投诉、建议到这里答复。",
  "What residents and workers complain of or suggest comes here."
 ],
 "states": {
  "RECEIVED": [
   "待答复",
   "Waiting"
  ],
  "ANSWERED": [
   "已答复",
   "Answered"
  ],
  "CLOSED": [
   "已了结",
   "Closed"
  ],
  "WITHDRAWN": [
   "已撤回",
   "Taken back"
  ]
 },
 "steps": {
  "ANSWER": [
   "答复",
   "Answer"
  ],
  "ACCEPT": [
   "认可",
   "Accept"
  ],
  "ASK_AGAIN": [
   "再问",
   "Ask again"
  ],
  "WITHDRAW": [
   "撤回",
   "Take back"
  ]
 },
 "roads": {
  "RECEIVED": [
   "RECEIVED",
   "ANSWERED",
   "CLOSED"
  ],
  "ANSWERED": [
   "RECEIVED",
   "ANSWERED",
   "CLOSED"
  ],
  "WITHDRAWN": [
   "RECEIVED",
   "WITHDRAWN"
  ],
  "CLOSED": [
   "RECEIVED",
   "ANSWERED",
   "CLOSED"
  ]
 },
 "ended": [
  "CLOSED",
  "WITHDRAWN"
 ],
 "heading": [
  "kind",
  "about"
 ],
 "line": "text",
 "due": "dueAt",
 "waits": [
  "RECEIVED"
 ],
 "columns": [
  {
   "key": "kind",
   "words": [
    "投诉还是建议",
    "Complaint or suggestion"
   ],
   "kind": "code",
   "codes": {
    "COMPLAINT": [
     "投诉",
     "Complaint"
    ],
    "SUGGESTION": [
     "建议",
     "Suggestion"
    ]
   }
  },
  {
   "key": "about",
   "words": [
    "关于谁、什么事",
    "About"
   ],
   "kind": "code",
   "codes": {
    "COMMUNITY": [
     "社区的人",
     "The community"
    ],
    "STREET": [
     "街道的人",
     "The street"
    ],
    "UNIT": [
     "部门或企业",
     "A unit"
    ],
    "PROGRAM": [
     "这个软件",
     "This program"
    ],
    "OTHER": [
     "别的事",
     "Something else"
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
   "key": "level",
   "words": [
    "哪一级答复",
    "Answered by"
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
   "key": "text",
   "words": [
    "写的什么",
    "Words"
   ],
   "kind": "text"
  },
  {
   "key": "contact",
   "words": [
    "怎样联系",
    "Contact"
   ],
   "kind": "text"
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
    "最迟答复",
    "Answer due"
   ],
   "kind": "moment"
  },
  {
   "key": "answer",
   "words": [
    "答复",
    "Answer"
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
   "key": "again",
   "words": [
    "再问的话",
    "Asked again"
   ],
   "kind": "text"
  },
  {
   "key": "secondAnswer",
   "words": [
    "再次答复",
    "Second answer"
   ],
   "kind": "text"
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
   "key": "aboutUnit",
   "words": [
    "关于单位",
    "Unit"
   ],
   "kind": "unit"
  },
  {
   "key": "photos",
   "words": [
    "照片",
    "Photos"
   ],
   "kind": "photos"
  },
  {
   "key": "files",
   "words": [
    "文件",
    "Files"
   ],
   "kind": "files"
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
   "name": "ComplaintFile",
   "mutation": "complaintFile",
   "step": "FILE",
   "begins": true,
   "offline": true,
   "words": [
    "提投诉或建议",
    "File a complaint or a suggestion"
   ],
   "fields": [
    {
     "key": "kind",
     "words": [
      "投诉还是建议",
      "Complaint or suggestion"
     ],
     "kind": "code",
     "least": 1,
     "codes": {
      "COMPLAINT": [
       "投诉",
       "Complaint"
      ],
      "SUGGESTION": [
       "建议",
       "Suggestion"
      ]
     }
    },
    {
     "key": "about",
     "words": [
      "关于谁、什么事",
      "About"
     ],
     "kind": "code",
     "least": 1,
     "codes": {
      "COMMUNITY": [
       "社区的人",
       "The community"
      ],
      "STREET": [
       "街道的人",
       "The street"
      ],
      "UNIT": [
       "部门或企业",
       "A unit"
      ],
      "PROGRAM": [
       "这个软件",
       "This program"
      ],
      "OTHER": [
       "别的事",
       "Something else"
      ]
     }
    },
    {
     "key": "aboutUnitId",
     "words": [
      "哪个单位",
      "Which unit"
     ],
     "kind": "unit"
    },
    {
     "key": "area",
     "words": [
      "哪里的事",
      "Place"
     ],
     "kind": "area",
     "least": 1,
     "longest": 12
    },
    {
     "key": "text",
     "words": [
      "写明什么事",
      "What it is"
     ],
     "kind": "text",
     "least": 10,
     "longest": 1000,
     "long": true
    },
    {
     "key": "contact",
     "words": [
      "怎样联系",
      "How to reach who wrote it"
     ],
     "kind": "text",
     "longest": 64
    },
    {
     "key": "first",
     "words": [
      "此码刚生成",
      "The code was just made"
     ],
     "kind": "yesno"
    },
    {
     "key": "photos",
     "words": [
      "照片",
      "Photos"
     ],
     "kind": "photos",
     "most": 3
    },
    {
     "key": "files",
     "words": [
      "PDF 文件",
      "PDF files"
     ],
     "kind": "files",
     "most": 2
    }
   ]
  },
  {
   "name": "ComplaintReveal",
   "mutation": "complaintReveal",
   "step": "REVEAL",
   "begins": false,
   "offline": false,
   "words": [
    "看联系方式",
    "See the contact"
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
  },
  {
   "name": "ComplaintAnswer",
   "mutation": "complaintAnswer",
   "step": "ANSWER",
   "begins": false,
   "offline": false,
   "words": [
    "答复",
    "Answer it"
   ],
   "fields": [
    {
     "key": "text",
     "words": [
      "答复",
      "Answer"
     ],
     "kind": "text",
     "least": 10,
     "longest": 1000,
     "long": true
    }
   ]
  },
  {
   "name": "ComplaintAccept",
   "mutation": "complaintAccept",
   "step": "ACCEPT",
   "begins": false,
   "offline": false,
   "words": [
    "认可答复",
    "Accept the answer"
   ],
   "fields": []
  },
  {
   "name": "ComplaintAskAgain",
   "mutation": "complaintAskAgain",
   "step": "ASK_AGAIN",
   "begins": false,
   "offline": false,
   "words": [
    "再问一次",
    "Ask once more"
   ],
   "fields": [
    {
     "key": "text",
     "words": [
      "还有什么没说清",
      "What is still open"
     ],
     "kind": "text",
     "least": 10,
     "longest": 1000,
     "long": true
    }
   ]
  },
  {
   "name": "ComplaintWithdraw",
   "mutation": "complaintWithdraw",
   "step": "WITHDRAW",
   "begins": false,
   "offline": false,
   "words": [
    "撤回",
    "Take it back"
   ],
   "fields": []
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
  "ComplaintAccept": {
   "id": "sha256:2008d8b99b32f454f003b6792dc961fe219546ea9ff8b5efe181be1cfa85db64",
   "kind": "mutation",
   "name": "ComplaintAccept"
  },
  "ComplaintAnswer": {
   "id": "sha256:8754590d5578a654d82aa87595693e77344299ff9f3c67b16650519361c93762",
   "kind": "mutation",
   "name": "ComplaintAnswer",
   "texts": {
    "text": 1000
   }
  },
  "ComplaintAskAgain": {
   "id": "sha256:f1298de948880a371bc9f8b6724f170c3c02b860d010a624bc6b23a87198acd8",
   "kind": "mutation",
   "name": "ComplaintAskAgain",
   "texts": {
    "text": 1000
   }
  },
  "ComplaintCounted": {
   "id": "sha256:cd6be577c13ba42fecbc438d39015b025ca602cc2a9850fa8c1019f08c9c4d8c",
   "kind": "query",
   "name": "ComplaintCounted"
  },
  "ComplaintDetail": {
   "id": "sha256:26943376cd93ef01e00bb44dbd0f931ca5a8616811e45a0bac60a890cf2bff63",
   "kind": "query",
   "name": "ComplaintDetail"
  },
  "ComplaintEvents": {
   "id": "sha256:ac7a0a0f96daedccd94c94e47edc2eac4defbb0692c90adbe06c963e8d29e8bd",
   "kind": "query",
   "name": "ComplaintEvents"
  },
  "ComplaintFile": {
   "id": "sha256:727663413bc1482e57f9b3c4046dfd4115561bad8f675d72d47fc7ca54602af6",
   "kind": "mutation",
   "name": "ComplaintFile",
   "texts": {
    "text": 1000,
    "contact": 64
   }
  },
  "ComplaintList": {
   "id": "sha256:4e3967cd4f751b7d3e8caf5173a0ded88e5706d64379fb81a9cf6edf06e5ca4a",
   "kind": "query",
   "name": "ComplaintList"
  },
  "ComplaintReveal": {
   "id": "sha256:40c4930471c05d035feff581b6d0c6b1c18ebabc7a2dd386ba4b24e89a13b40c",
   "kind": "mutation",
   "name": "ComplaintReveal"
  },
  "ComplaintWithdraw": {
   "id": "sha256:9714ae3946879611c84683e784975a1cb278afdd1095a3478742da79dbff3f41",
   "kind": "mutation",
   "name": "ComplaintWithdraw"
  }
 }
}
