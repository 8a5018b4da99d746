"""What word processors put on the clipboard, written by hand after the habits of each, in made-up words."""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset="utf-8"><title>ignored</title><style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoTitle>Water returns<o:p></o:p></p>
<h1><b><span lang=EN-US style='font-size:16.0pt;color:#2E74B5'>What the
gauges say<o:p></o:p></span></b></h1>
<p class=MsoNormal style='text-align:justify'><span lang=EN-US style='font-size:12.0pt;font-family:"Times New Roman",serif'>The river
<b>rose</b> by <i style='mso-bidi-font-style:normal'>two</i><span style='mso-spacerun:yes'>&nbsp; </span>metres, said
<a href="https://water.example/report?id=1&amp;part=2"><span style='color:#0563C1'>the water office</span></a>; 10<sup>6</sup>
m<span style='vertical-align:super'>3</span> of H<sub>2</sub>O passed<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>First gauge<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>Deeper<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='margin-left:36.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>&middot;<span>&nbsp; </span></span><![endif]>Second gauge<o:p></o:p></p>
<p class=MsoNormal>Between lists<br clear=all style='mso-special-character:line-break'>
and a soft line<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;
</span></span><![endif]>One thing</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;
</span></span><![endif]>Another thing</p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'><tr style='height:1cm'><td width=100
style='width:75pt;border:solid'><p class=MsoNormal><b>Post</b><o:p></o:p></p></td><td width=100><p class=MsoNormal>Som</p></td></tr>
<tr><td width=100><p class=MsoNormal>Upper</p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>
<p class=MsoNormal><span class=MsoCommentReference>Kept<a style='mso-comment-reference:A_1' href="#_msocom_1"
class=msocomanchor id="_anchor_1">[A1]</a></span> <del><span>gone</span></del><ins><span>new</span></ins> end<o:p></o:p></p>
<div style='mso-element:comment-list'><p class=MsoCommentText>a reviewer's remark</p></div>
<!--EndFragment--></body></html>"""
WORD_WORDS = (
    "Water returns What the gauges say The river rose by two metres, said the water office; 106 m3 of H2O passed "
    "First gauge Deeper Second gauge Between lists and a soft line One thing Another thing Post Som Upper Kept new end"
)
WORD_CLEAN = (
    "<h2>Water returns</h2><h2>What the gauges say</h2><p>The river <strong>rose</strong> by <em>two</em> metres, said "
    '<a href="https://water.example/report?id=1&amp;part=2">the water office</a>; 10<sup>6</sup> m<sup>3</sup> of '
    "H<sub>2</sub>O passed</p><ul><li>First gauge<ul><li>Deeper</li></ul></li><li>Second gauge</li></ul>"
    "<p>Between lists<br>and a soft line</p><ol><li>One thing</li><li>Another thing</li></ol>"
    "<table><tbody><tr><td><strong>Post</strong></td><td>Som</td></tr><tr><td>Upper</td><td></td></tr></tbody></table>"
    "<p>Kept new end</p>"
)

GOOGLE = """<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1a2b3c4d-7fff-8000">
<h1 dir="ltr" style="line-height:1.38;margin-top:20pt;"><span style="font-size:20pt;font-family:Arial,sans-serif;font-weight:400;">What the
gauges say</span></h1><p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;font-style:normal;">The river </span><span
style="font-size:11pt;font-weight:700;font-style:normal;">rose</span><span style="font-weight:400;"> by </span><span
style="font-weight:400;font-style:italic;">two</span><span style="font-weight:700;font-style:italic;"> metres</span><span
style="font-weight:400;">, said </span><a href="https://www.google.com/url?q=https://water.example/report?id%3D1&amp;sa=D&amp;source=editors"
style="text-decoration:none;"><span style="font-weight:400;text-decoration:underline;">the water office</span></a><span
style="font-weight:400;">; 10</span><span style="font-weight:400;vertical-align:super;"><span style="font-size:0.6em;">6</span></span><span
style="font-weight:400;"> litres<br>a second</span></p><br><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;font-weight:400;"
aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">First gauge</span></p></li><ul><li dir="ltr" aria-level="2"><p
dir="ltr" role="presentation"><span>Deeper</span></p></li></ul></ul><p dir="ltr"><span>&nbsp;</span></p><div dir="ltr" align="left"><table
style="border:none;"><colgroup><col width="300"><col width="300"></colgroup><tbody><tr style="height:0pt"><td style="padding:5pt;"><p dir="ltr"><span
style="font-weight:400;">Post</span></p></td><td><br></td></tr></tbody></table></div><br><p dir="ltr"><span>End</span></p></b><br
class="Apple-interchange-newline">"""
GOOGLE_WORDS = "What the gauges say The river rose by two metres, said the water office; 106 litres a second First gauge Deeper Post End"
GOOGLE_CLEAN = (
    "<h2>What the gauges say</h2><p>The river <strong>rose</strong> by <em>two</em><strong><em> metres</em></strong>, said "
    '<a href="https://water.example/report?id=1">the water office</a>; 10<sup>6</sup> litres<br>a second</p>'
    "<ul><li>First gauge<ul><li>Deeper</li></ul></li></ul><table><tbody><tr><td>Post</td><td></td></tr></tbody></table>"
    "<p>End</p>"
)
