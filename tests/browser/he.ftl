# A part of the messages, as a site brings them for a language that Annals doesn't come with.
skip-to-content = דילוג לתוכן
main-navigation = מדורים
languages-navigation = שפות
home = דף הבית
search = חיפוש
search-field = חיפוש בארכיון
search-button = חיפוש
incidents = תקלות
services = שירותים
service = שירות
regions = אזורים
causes = סיבות
years = שנים
statistics = סטטיסטיקה
latest-incidents = האחרונות
all-incidents = כל התקלות
by-year = לפי שנים
count-incidents =
    { $count ->
        [0] אין תקלות
        [one] תקלה אחת
        [two] שתי תקלות
       *[other] { $number } תקלות
    }
began = התחלה
ended = סיום
lasted = משך
impact = חומרה
impact-major = גדולה
status = מצב
sources = מקורות
timeline = ציר הזמן
cite = איך לצטט
