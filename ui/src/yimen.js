import {
  createAll,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  SkipLink,
} from 'govuk-frontend'
import { aloud } from './aloud.js'
import { asks } from './asks.js'
import { folds } from './folds.js'
import { heads } from './heads.js'
import { keep } from './keep.js'
import { keys } from './keys.js'
import { kiosk } from './kiosk.js'
import { live } from './live.js'
import { upload } from './upload.js'

// GOV.UK sets these in an inline script; our content security policy allows none, so the module does it first.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

// What a radio reveals is revealed by the style sheet: the package's script says aria-expanded, which no radio may have.
for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  SkipLink,
]) {
  createAll(component)
}

folds(document)
heads(document)
keep(document, window)
keys(document)
aloud(document, window)
live(document, window)
asks(document, window)
kiosk(document, window)
upload(document, window)
