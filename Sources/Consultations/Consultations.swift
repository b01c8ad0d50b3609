// Consultations
