"""What lies in the folder of drafts."""

import json
import os


def drafts_in(state):
    """What is typed in each draft, by parameter; a file that is none counts as one with nothing in it."""
    folder, found = os.path.join(state, "balie/drafts"), []
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        if not name.endswith(".json"):
            continue
        try:
            with open(os.path.join(folder, name)) as file:
                found.append(json.load(file)["draft"]["typed"])
        except FileNotFoundError:
            continue
        except (ValueError, KeyError):
            found.append({})
    return found
