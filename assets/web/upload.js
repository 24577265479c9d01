// Uploads, more comfortable: a file that is too large is not sent at all, and
// pictures appear when they are ready. Everything works without it.
"use strict";

// A file that the server would refuse is not sent at all.
for (const field of document.querySelectorAll("input[data-max-bytes]"))
  field.addEventListener("change", () => {
    const file = field.files[0];
    const large = file && file.size > Number(field.dataset.maxBytes);
    field.setCustomValidity(large ? field.dataset.tooLarge : "");
    field.form.noValidate = !large;
    if (large) field.reportValidity();
  });

// A picture is prepared within seconds; look for it a few times.
function look(place, tries) {
  const image = new Image();
  image.alt = place.dataset.alt;
  image.onload = () => place.replaceWith(image);
  image.onerror = () => {
    if (tries > 1) setTimeout(look, 2000, place, tries - 1);
  };
  image.src = `${place.dataset.preview}?${tries}`;
}
for (const place of document.querySelectorAll("[data-preview]"))
  setTimeout(look, 1500, place, 15);
