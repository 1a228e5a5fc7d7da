"""A Word document (.docx, .docm; also as WPS writes it): its words as Word shows them."""
