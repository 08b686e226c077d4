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
 "mine": [
  "等我办",
  "Waiting for me"
 ],
 "byState": true,
 "byArea": true,
 "operations": {
  "ComplaintAccept": {
   "id": "sha256:15927fd69a828e53ee8f41ff2724aef4dfaf529b9153042abc99c869557e667f",
   "kind": "mutation",
   "name": "ComplaintAccept"
  },
  "ComplaintAnswer": {
   "id": "sha256:7222ed130f6e89043fa351aa36d2710cbae3e112f5184d4aba5972d71135d196",
   "kind": "mutation",
   "name": "ComplaintAnswer",
   "texts": {
    "text": 1000
   }
  },
  "ComplaintAskAgain": {
   "id": "sha256:3059a83ff9fed9626479c081f7630e58317ed0ba6bcf2724ca6b6ad795c1771c",
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
   "id": "sha256:53db511a3c3dcf1f796b5bff4179f62483d0beec08d1bd868c3e2587b5e8b5bc",
   "kind": "query",
   "name": "ComplaintDetail"
  },
  "ComplaintEvents": {
   "id": "sha256:ac7a0a0f96daedccd94c94e47edc2eac4defbb0692c90adbe06c963e8d29e8bd",
   "kind": "query",
   "name": "ComplaintEvents"
  },
  "ComplaintFile": {
   "id": "sha256:1af0543e5f21c3d5c02805157c4b469a1f6f03b7f46fe2d8df3c7a6770713c38",
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
  "ComplaintWithdraw": {
   "id": "sha256:0f617fe41ecf836257d1ffdfd1a7d11d39a796ef02e4935cb917ed7742bde056",
   "kind": "mutation",
   "name": "ComplaintWithdraw"
  }
 }
}
