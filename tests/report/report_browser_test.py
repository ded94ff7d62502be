#!/usr/bin/env python3
"""Opens a report in a real headless Chromium and uses it as a reader does.

usage: report_browser_test.py REPORT.html [FOLDER_FOR_SCREENSHOTS]

Checks that every figure is drawn without a message on the console and without any request to a network, that legends
hide and show series, that tooltips show, that figures have names and tables, and that dark and print look are used.
Exits with 77 and one line where Chromium, its driver or Selenium is missing.
"""

import shutil
import sys
import time
from pathlib import Path

try:
    from selenium import webdriver
    from selenium.webdriver import ActionChains
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
except ImportError:
    print("skipped: Python has no selenium")
    sys.exit(77)


def open_browser():
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        print("skipped: there is no chromium with its chromedriver")
        sys.exit(77)
    options = Options()
    options.binary_location = chromium
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1100,900", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service(driver), options=options)


def wait_for(condition, what):
    """Waits for what a page does on its own; the limit is for broken pages."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"{what} did not happen")


class ReportTest:
    def __init__(self, browser, report, screenshots):
        self.browser, self.report, self.screenshots = browser, report, screenshots

    def script(self, text, *arguments):
        return self.browser.execute_script(text, *arguments)

    def picture(self, name, element=None):
        if self.screenshots:
            (element or self.browser).screenshot(str(self.screenshots / f"{name}.png")) if element else \
                self.browser.save_screenshot(str(self.screenshots / f"{name}.png"))

    def figures_are_drawn(self):
        self.browser.get(self.report.as_uri())
        plots = self.browser.find_elements(By.CSS_SELECTOR, ".plot")
        assert plots, "the page has no figure"
        drawn = "return document.documentElement.dataset.drawn"
        wait_for(lambda: self.script(drawn), "drawing all figures")
        assert int(self.script(drawn)) == len(plots)
        for plot in plots:
            svg = plot.find_element(By.TAG_NAME, "svg")
            assert svg.size["width"] > 100 and svg.size["height"] > 40, plot.get_attribute("data-label")
            marks = self.script("return arguments[0].querySelectorAll('.mark-symbol path, .mark-rect path').length", svg)
            assert marks > 0, f"{plot.get_attribute('data-label')} is empty"
            self.picture(f"figure-{plots.index(plot):02}-{plot.get_attribute('data-kind')}", plot)

    def console_is_silent(self):
        lines = [entry for entry in self.browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        assert not lines, f"the console says {lines}"

    def no_request_leaves_the_file(self):
        import json
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] != "Network.requestWillBeSent":
                continue
            url = message["params"]["request"]["url"]
            assert url.startswith(("file:", "data:", "blob:", "chrome:", "about:")), f"the page asks for {url}"

    def figures_have_names_and_tables(self):
        for figure in self.browser.find_elements(By.TAG_NAME, "figure"):
            rows = self.script("return arguments[0].querySelectorAll('table tbody tr').length", figure)
            assert rows > 0, "a figure has no table"
            if not figure.find_elements(By.CLASS_NAME, "plot"):
                continue  # its table says all
            svg = figure.find_element(By.CSS_SELECTOR, ".plot > svg, .plot svg")
            label = self.script("const v = arguments[0].querySelector('.plot');"
                                "return v.getAttribute('aria-label') || arguments[1].getAttribute('aria-label') ||"
                                " (v.querySelector('[aria-label]') || v).getAttribute('aria-label')", figure, svg)
            assert label, "a figure has no name for those who cannot see it"
            assert figure.find_element(By.TAG_NAME, "figcaption").text
            command = self.script("return arguments[0].querySelector('details pre').textContent", figure)
            assert command.startswith("descent compare"), f"{label} has no command"

    def legends_hide_and_show_series(self):
        plot = self.browser.find_element(By.CSS_SELECTOR, ".plot[data-kind='curves']")
        button = plot.find_element(By.XPATH, "preceding-sibling::div[@class='legend'][1]/button[1]")
        colour = button.find_element(By.TAG_NAME, "line").get_attribute("stroke")
        opacity = ("const lines = [...arguments[0].querySelectorAll('.mark-line path')];"
                   "const line = lines.find((l) => l.getAttribute('stroke') === arguments[1]);"
                   "return line === undefined || line.getAttribute('stroke-opacity') === '0' ? 0 : 1")
        assert self.script(opacity, plot, colour) == 1
        self.script("arguments[0].scrollIntoView({block: 'center'})", plot)
        button.click()
        assert button.get_attribute("aria-pressed") == "false"
        wait_for(lambda: self.script(opacity, plot, colour) == 0, "hiding a series")
        self.picture("legend-hidden", plot)
        button.send_keys(" ")  # by the keyboard
        wait_for(lambda: self.script(opacity, plot, colour) == 1, "showing a series again")

    def tooltips_show(self):
        for kind in sorted({p.get_attribute("data-kind") for p in self.browser.find_elements(By.CSS_SELECTOR, ".plot")}):
            plot = self.browser.find_element(By.CSS_SELECTOR, f".plot[data-kind='{kind}']")
            mark = plot.find_elements(By.CSS_SELECTOR, ".mark-symbol path, .mark-rect path")[-1]
            if kind == "trajectory":  # the last symbols are ends of paths, without tooltips
                mark = plot.find_element(By.CSS_SELECTOR, ".mark-symbol path")
            self.script("arguments[0].scrollIntoView({block: 'center'})", mark)
            ActionChains(self.browser).move_to_element(mark).perform()
            shown = "const t = document.querySelector('.tooltip'); return t.hidden ? '' : t.textContent"
            wait_for(lambda: self.script(shown), f"a tooltip on {kind}")
            self.picture(f"tooltip-{kind}")

    def dark_and_print_are_used(self):
        ground = "return getComputedStyle(document.body).backgroundColor"
        light = self.script(ground)
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                     {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
        assert self.script(ground) != light, "there is no dark look"
        self.script("window.scrollTo(0, 0)")
        self.picture("dark")
        for plot in self.browser.find_elements(By.CSS_SELECTOR, ".plot")[:8]:
            self.picture(f"dark-{plot.get_attribute('data-label')}", plot)
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
        assert self.script(ground) == "rgb(255, 255, 255)", "print is not on white"
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
        if self.screenshots:
            import base64
            pdf = self.browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
            (self.screenshots / "print.pdf").write_bytes(base64.b64decode(pdf["data"]))

    def run(self):
        for step in (self.figures_are_drawn, self.figures_have_names_and_tables, self.legends_hide_and_show_series,
                     self.tooltips_show, self.dark_and_print_are_used, self.console_is_silent,
                     self.no_request_leaves_the_file):
            step()
            print("ok:", step.__name__.replace("_", " "))


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    screenshots = Path(sys.argv[2]) if len(sys.argv) == 3 else None
    if screenshots:
        screenshots.mkdir(parents=True, exist_ok=True)
    browser = open_browser()
    try:
        ReportTest(browser, Path(sys.argv[1]).resolve(), screenshots).run()
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
