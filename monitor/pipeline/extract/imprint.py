"""The imprint: who runs a site, its licence numbers and telephones, at the foot of every page."""

from __future__ import annotations

import re

#: A longer line (characters) is no line of an imprint.
_LONGEST = 200

_SURE = (
    r"ICP\s*[备证]|公?网安备|网站标识码|备案(?:序)?号|版权所有|Copyright|©|网站地图|经营许可证|"
    r"All Rights Reserved"
)
#: What an imprint says too, and texts may end with.
_LIKELY = (
    r"(?:主办|承办|协办|主管|技术支持|建设运维|运行维护)(?:单位)?\s*[:：]|"
    r"(?:联系|值班|举报|客服|服务)?(?:电话|热线)\s*[:：]|(?:联系|单位|办公)?地址\s*[:：]|"
    r"邮(?:政编码|编|箱)\s*[:：]|传真\s*[:：]|E-?mail\s*[:：]|关于我们|联系我们|网站声明|"
    r"(?:为|达到).{0,12}浏览效果|建议使用.{0,40}浏览器"
)
_SURE_LINE = re.compile(rf"[^。]*(?:{_SURE})[^。]*", re.IGNORECASE)
_LIKELY_LINE = re.compile(rf"\W*(?:{_LIKELY}).*", re.IGNORECASE)


def is_imprint(text: str) -> bool:
    """Say whether a line surely is of an imprint: licence numbers, copyright."""
    return len(text) <= _LONGEST and bool(_SURE_LINE.fullmatch(text))


def may_be_imprint(text: str) -> bool:
    """Say whether a line may be of an imprint: also addresses and telephones."""
    return is_imprint(text) or (len(text) <= _LONGEST and bool(_LIKELY_LINE.fullmatch(text)))
