/*
 * What a careful C programmer would write with ncurses alone: a list from a table in memory, a selection bar
 * over the full width, scrolling by the terminal's scroll region, and a filter while typing. The console is
 * measured beside it. Rows are made when they are first shown, so that the start costs the same whatever their number.
 *
 *     baseline [ROWS]    j or Down, k or Up, PgDn, PgUp, G, g, / filter, Escape ends the filter, q quits
 */
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
    char code[16];
    char company[32];
    char contact[24];
    char city[16];
};

static struct row *table;
static int *shown; /* indexes into the table */
static int shown_count, table_count;
static int top, selected;
static char pattern[64];
static int is_filtering;

static const char *const starts[] = {"Van der Berg", "De Vries", "Jansen", "Bakker", "Visser", "Smit", "Meijer", "Mulder"};
static const char *const ends[] = {"Hosting", "Telecom", "Bouw", "Media", "Advies", "Transport", "Techniek"};
static const char *const names[] = {"Anna", "Bram", "Carla", "Daan", "Eva", "Finn", "Greetje", "Hans", "Iris"};
static const char *const cities[] = {"Amsterdam", "Utrecht", "Zwolle", "Groningen", "Breda", "Arnhem"};
#define PICK(list, n) list[(unsigned)(n) % (sizeof(list) / sizeof(*list))]

static void make_table(void) {
    table = calloc((size_t)table_count, sizeof(*table));
    shown = calloc((size_t)table_count, sizeof(*shown));
    if (!table || !shown) {
        perror("baseline");
        exit(1);
    }
    shown_count = table_count;
}

static const struct row *row_at(int i) {
    struct row *row = &table[i];
    if (!row->code[0]) {
        snprintf(row->code, sizeof row->code, "DB%06d", i + 1);
        snprintf(row->company, sizeof row->company, "%s %s", PICK(starts, i / 7), PICK(ends, i));
        snprintf(row->contact, sizeof row->contact, "%s %s", PICK(names, i), PICK(starts, i / 3));
        snprintf(row->city, sizeof row->city, "%s", PICK(cities, i / 5));
    }
    return row;
}

static const struct row *shown_row(int index) { return row_at(pattern[0] ? shown[index] : index); }

static void apply_filter(void) {
    shown_count = 0;
    for (int i = 0; pattern[0] && i < table_count; i++) {
        const struct row *row = row_at(i);
        if (strcasestr(row->company, pattern) || strcasestr(row->contact, pattern) || strcasestr(row->city, pattern) ||
            strcasestr(row->code, pattern))
            shown[shown_count++] = i;
    }
    if (!pattern[0])
        shown_count = table_count;
    top = selected = 0;
}

static int body_lines(void) { return LINES - 2; }

static void draw_line(int y) {
    char text[512] = "";
    int index = top + y - 1;
    if (index < shown_count) {
        const struct row *row = shown_row(index);
        snprintf(text, sizeof text, " %-10s %-34s %-26s %-20s", row->code, row->company, row->contact, row->city);
    }
    attrset(index == selected && index < shown_count ? COLOR_PAIR(1) : A_NORMAL);
    mvprintw(y, 0, "%-*.*s", COLS, COLS, text);
    attrset(A_NORMAL);
}

static void draw_status(void) {
    char text[512];
    if (is_filtering || pattern[0])
        snprintf(text, sizeof text, " /%s  %d of %d", pattern, shown_count, table_count);
    else
        snprintf(text, sizeof text, " %d of %d", shown_count ? selected + 1 : 0, shown_count);
    attrset(COLOR_PAIR(2));
    mvprintw(LINES - 1, 0, "%-*.*s", COLS - 1, COLS - 1, text);
    attrset(A_NORMAL);
}

static void draw_all(void) {
    attrset(COLOR_PAIR(2) | A_BOLD);
    mvprintw(0, 0, "%-*.*s", COLS, COLS, " Code       Company                            Contact                    City");
    attrset(A_NORMAL);
    for (int y = 1; y <= body_lines(); y++)
        draw_line(y);
    draw_status();
}

static void move_by(int step) {
    int old = selected - top + 1;
    if (selected + step < 0 || selected + step >= shown_count)
        return;
    selected += step;
    if (selected < top || selected >= top + body_lines()) {
        top += step;
        /* Only here: a line written to its last column would otherwise scroll the region. */
        scrollok(stdscr, TRUE);
        scrl(step);
        scrollok(stdscr, FALSE);
        draw_line(step > 0 ? old - 1 : old + 1);
    } else {
        draw_line(old);
    }
    draw_line(selected - top + 1);
    draw_status();
}

/* Shows the row with the given number, and the page around it. */
static void move_to(int row, int new_top) {
    int last_top = shown_count > body_lines() ? shown_count - body_lines() : 0;
    selected = row < 0 ? 0 : row >= shown_count ? shown_count - 1 : row;
    if (selected < 0)
        selected = 0;
    top = new_top < 0 ? 0 : new_top > last_top ? last_top : new_top;
    for (int y = 1; y <= body_lines(); y++)
        draw_line(y);
    draw_status();
}

static void type_filter(int key) {
    size_t length = strlen(pattern);
    if (key == 27) {
        is_filtering = 0;
        pattern[0] = 0;
    } else if (key == '\n') {
        is_filtering = 0;
        draw_status();
        return;
    } else if ((key == KEY_BACKSPACE || key == 127) && length) {
        pattern[length - 1] = 0;
    } else if (key >= ' ' && key < 127 && length + 1 < sizeof pattern) {
        pattern[length] = (char)key;
        pattern[length + 1] = 0;
    }
    apply_filter();
    draw_all();
}

static void obey(int key) {
    if (is_filtering)
        type_filter(key);
    else if (key == 'j' || key == KEY_DOWN)
        move_by(1);
    else if (key == 'k' || key == KEY_UP)
        move_by(-1);
    else if (key == KEY_NPAGE)
        move_to(selected + body_lines(), top + body_lines());
    else if (key == KEY_PPAGE)
        move_to(selected - body_lines(), top - body_lines());
    else if (key == 'g')
        move_to(0, 0);
    else if (key == 'G')
        move_to(shown_count - 1, shown_count);
    else if (key == '/') {
        is_filtering = 1;
        draw_status();
    } else if (key == KEY_RESIZE) {
        setscrreg(1, LINES - 2);
        draw_all();
    }
}

int main(int argc, char **argv) {
    table_count = argc > 1 ? atoi(argv[1]) : 500;
    if (table_count < 1)
        return fprintf(stderr, "baseline: \"%s\" is no number of rows above 0.\n", argv[1]), 2;
    setlocale(LC_ALL, "");
    make_table();
    set_escdelay(25);
    initscr();
    raw();
    noecho();
    keypad(stdscr, TRUE);
    curs_set(0);
    start_color();
    init_pair(1, COLOR_WHITE, COLOR_BLUE);
    init_pair(2, COLOR_BLACK, COLOR_CYAN);
    idlok(stdscr, TRUE);
    setscrreg(1, LINES - 2);
    draw_all();
    /* Keys that have arrived together are answered by one frame. A pad is read from, since reading from a window would
       show it first. */
    WINDOW *keys = newpad(1, 1);
    keypad(keys, TRUE);
    for (int key = 0; key != 'q';) {
        refresh();
        nodelay(keys, FALSE);
        key = wgetch(keys);
        if (key == ERR)
            break;
        for (nodelay(keys, TRUE); key != ERR && (is_filtering || key != 'q'); key = wgetch(keys))
            obey(key);
    }
    endwin();
    return 0;
}
