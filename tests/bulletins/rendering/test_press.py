import os
import resource
import threading
import time

import pytest

from bulletins.rendering import press as pressing
from bulletins.rendering.press import Press, PressError, Presses, SlowPressError

PROGRAM = "bulletins.rendering.printer"
PAGE = '<!doctype html><html lang="zh-CN"><title>周报</title><body><p>{}</p></body>'


@pytest.fixture
def presses():
    """Give presses of this test alone."""
    own = Presses()
    yield own
    own.end()


@pytest.fixture
def press():
    one = Press(PROGRAM)
    yield one
    one.end()


def order(tmp_path, text="甲", **others):
    return {"html": PAGE.format(text), "pictures": str(tmp_path), "issue": None, **others}


def test_a_press_prints_one_order_after_another(press, tmp_path):
    first, second, third = (press.print(order(tmp_path, text), 30) for text in "甲乙甲")
    assert first[0] == {"pages": 1, "refused": []}
    assert first[1].startswith(b"%PDF-")
    assert first == third
    assert first[1] != second[1]
    assert press.is_ready


def test_an_idle_press_is_used_again(presses, tmp_path):
    presses.print(PROGRAM, order(tmp_path), 30)
    [idle] = presses.idle
    presses.print(PROGRAM, order(tmp_path), 30)
    assert presses.idle == (idle,)


def test_presses_print_side_by_side(presses, tmp_path):
    printed = []

    def work():
        printed.append(presses.print(PROGRAM, order(tmp_path), 30)[1])

    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(printed) == 2
    assert len(presses.idle) == 2


def test_a_slow_press_is_stopped_and_not_used_again(presses, tmp_path):
    presses.print(PROGRAM, order(tmp_path), 30)
    [idle] = presses.idle
    with pytest.raises(SlowPressError):
        presses.print(PROGRAM, order(tmp_path, "<b>甲</b>乙" * 20_000), 0.3)
    assert presses.idle == ()
    assert not idle.is_ready
    assert presses.print(PROGRAM, order(tmp_path), 30)[0]["pages"] == 1


def test_a_press_is_stopped_by_the_system_when_it_uses_too_much(press, tmp_path):
    """The desk may be too busy to stop it."""
    slow = order(tmp_path, "<b>甲</b>乙" * 20_000)
    watch, press._stop = press._stop, lambda: None
    try:
        with pytest.raises(SlowPressError):
            press.print(slow, 0.5)
    finally:
        press._stop = watch


def test_a_press_that_ends_says_why_in_the_log(press, tmp_path, caplog):
    with pytest.raises(PressError) as raised:
        press.print(order(tmp_path, issue={"no": "issue"}), 30)
    assert not isinstance(raised.value, SlowPressError)
    assert "TypeError" in caplog.text
    assert "printing ended with 1" in caplog.text
    assert not press.is_ready


def test_what_a_press_says_is_logged_once(press, tmp_path, caplog):
    press.print(order(tmp_path, '<img src="/elsewhere.png">'), 30)
    assert "elsewhere.png" in caplog.text
    caplog.clear()
    press.print(order(tmp_path), 30)
    assert caplog.text == ""


def test_a_press_that_was_killed_is_replaced(presses, tmp_path):
    presses.print(PROGRAM, order(tmp_path), 30)
    [idle] = presses.idle
    os.kill(idle.pid, 9)
    idle._process.wait()
    presses.print(PROGRAM, order(tmp_path), 30)
    assert presses.idle != (idle,)


def test_a_press_that_rested_long_is_replaced(presses, tmp_path, monkeypatch):
    presses.print(PROGRAM, order(tmp_path), 30)
    [idle] = presses.idle
    monkeypatch.setattr(pressing, "_REST", 0)
    presses.print(PROGRAM, order(tmp_path), 30)
    assert idle._process.poll() is not None


def test_a_press_ends_with_the_desk(press, tmp_path):
    press.print(order(tmp_path), 30)
    press._orders.close()
    deadline = time.monotonic() + 10
    while press._process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert press._process.poll() == 0


@pytest.mark.parametrize("name", ["many", "large", "rest"])
def test_a_press_ends_by_itself(name, presses, tmp_path):
    """It has printed many orders, has grown large, or nobody came."""
    program = f"tests.bulletins.rendering.children.{name}"
    assert presses.print(program, order(tmp_path), 30)[0] == {"pages": 1, "refused": []}
    for idle in presses.idle:
        idle._process.wait(10)
    assert presses.print(program, order(tmp_path), 30)[0]["pages"] == 1


def test_a_press_of_a_large_desk_is_used_again(presses, tmp_path):
    """Linux counts the memory of who started a process at its peak, too."""
    memory = bytearray(450_000_000)
    memory[:: resource.getpagesize()] = b"x" * len(range(0, len(memory), resource.getpagesize()))
    presses.print(PROGRAM, order(tmp_path), 30)
    assert len(presses.idle) == 1


def test_a_press_knows_no_secrets(monkeypatch):
    monkeypatch.setenv("ZHOUBAO_SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@db/name")
    assert {"PATH", "FONTCONFIG_FILE"} >= set(pressing._environment()) - {
        "HOME", "LANG", "LC_ALL", "XDG_CACHE_HOME",
    }  # fmt: skip
