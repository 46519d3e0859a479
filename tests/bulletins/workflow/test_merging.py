from bulletins.workflow.merging import merge_texts


def test_text_outside_any_paragraph_stays_text():
    """What is compared and merged is HTML throughout."""
    before, mine, theirs = (
        {"body_html": f"5 &lt; 6 &amp; &lt;b&gt;<p>{words}</p><p>{more}</p>"}
        for words, more in (("甲", "乙"), ("甲一", "乙"), ("甲", "乙二"))
    )
    [body] = [field for field in merge_texts(before, mine, theirs) if field.name == "body_html"]
    assert body.result({}) == "5 &lt; 6 &amp; &lt;b&gt;<p>甲一</p><p>乙二</p>"
